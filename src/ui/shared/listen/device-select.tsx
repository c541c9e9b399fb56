import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../select.tsx';
import type { MicrophoneSession } from './microphone-session.ts';

type DeviceSelectProps = { microphone: MicrophoneSession; className?: string | undefined };

/** Which microphone listens. */
export function DeviceSelect({ microphone, className }: DeviceSelectProps) {
  const { t } = useTranslation();
  const { devices, deviceId } = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot);
  return (
    <Select
      className={className}
      aria-label={t('classify.device')}
      value={deviceId ?? ''}
      onChange={(event) =>
        microphone.chooseDevice(event.target.value === '' ? undefined : event.target.value)
      }
    >
      <option value="">{t('classify.defaultDevice')}</option>
      {devices
        .filter((device) => device.deviceId !== 'default')
        .map((device) => (
          <option key={device.deviceId} value={device.deviceId}>
            {device.label}
          </option>
        ))}
    </Select>
  );
}
