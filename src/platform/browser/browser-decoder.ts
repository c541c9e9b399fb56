import type { Audio } from '../../core/audio/audio.ts';

/** Most browsers decode to the rate of the context alone; 48 kHz loses nothing that a front end hears. */
const rateHz = 48_000;
/** Compressed sound of this size can be hours long, and all of it would be decoded. */
const maxFileBytes = 20_000_000;

/**
 * Decodes a sound file with the browser's own decoder (MP3, Ogg, MP4 …), resampled by the browser to 48 kHz. Workers
 * have no such decoder, so this runs in the page; the browser does the work in a thread of its own.
 *
 * @returns null where the browser cannot.
 */
export async function decodeByBrowser(file: Blob): Promise<Audio | null> {
  if (file.size > maxFileBytes || !('OfflineAudioContext' in globalThis)) return null;
  try {
    const context = new OfflineAudioContext(1, 1, rateHz);
    const buffer = await context.decodeAudioData(await file.arrayBuffer());
    const channels = Array.from({ length: buffer.numberOfChannels }, (_, i) => buffer.getChannelData(i));
    return { sampleRateHz: buffer.sampleRate, channels, notes: [] };
  } catch {
    return null;
  }
}
