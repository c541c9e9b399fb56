import { useTranslation } from 'react-i18next';
import type { NetworkSummary } from '../../../workers/training-protocol.ts';
import { useFormat } from '../../shared/format.ts';
import styles from './network-facts.module.css';

type NetworkFactsProps = { network: NetworkSummary | null; isWaiting: boolean };

/** How large the network is and how long it will take, before it is started. */
export function NetworkFacts({ network, isWaiting }: NetworkFactsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const waiting = isWaiting ? '…' : '–';
  const value = (text: (network: NetworkSummary) => string) => (network === null ? waiting : text(network));
  const facts = [
    { name: t('train.network.parameters'), value: value((of) => format.count(of.numParameters)) },
    {
      name: t('train.network.multiplies'),
      value: value((of) =>
        t('train.network.millions', { count: 2, value: format.plain(of.numMultiplies / 1e6, 1) }),
      ),
    },
    { name: t('train.network.size'), value: value((of) => `${format.count(of.numBytes / 1000)}\u00A0kB`) },
    { name: t('train.network.perEpoch'), value: value((of) => format.sec(of.secPerEpoch)) },
    { name: t('train.network.all'), value: value((of) => durationWords(of.secPerEpoch * of.numEpochs)) },
  ];
  function durationWords(sec: number): string {
    return sec < 90
      ? t('train.network.seconds', { count: Math.max(1, Math.round(sec)) })
      : t('train.network.minutes', { count: Math.round(sec / 60) });
  }
  return (
    <dl className={styles.facts} data-testid="network-facts" aria-busy={network === null && isWaiting}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
