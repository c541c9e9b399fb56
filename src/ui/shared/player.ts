import { useCallback, useSyncExternalStore } from 'react';
import { encodeWav } from '../../core/audio/encode-wav.ts';
import { PhonoscopeError } from '../../core/errors.ts';
import { openFile, type StoredFile, type UnopenedFile } from '../../platform/browser/stored-file.ts';

/** What can be heard: a file, or samples in −1…1. */
export type Sound = StoredFile | { readonly samples: Float32Array; readonly sampleRateHz: number };

/**
 * Plays one sound at a time: starting one stops the other.
 *
 * Every sound goes through a WAV or the file itself and an `<audio>` element, so no audio context has to be
 * kept open; the object URL is revoked as soon as the sound is over.
 */
class Player {
  #current: { key: string; element: HTMLAudioElement; url: string } | null = null;
  readonly #listeners = new Set<() => void>();
  /** Counts starts and stops: a file that is opened too late is not played. */
  #turn = 0;

  /** The key given to `play`, or null in silence. */
  readonly playingKey = (): string | null => this.#current?.key ?? null;

  /** Seconds played of the sound with this key; null if it is not the one that plays. */
  readonly positionSec = (key: string): number | null =>
    this.#current?.key === key ? this.#current.element.currentTime : null;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Starts a sound from its beginning; resolves once it plays.
   *
   * @throws PhonoscopeError `audio-undecodable` when the browser cannot play it, `file-unreadable`.
   */
  async play(key: string, sound: Sound): Promise<void> {
    this.stop();
    const turn = this.#turn;
    const blob = 'getFile' in sound ? await openFile(sound) : blobOf(sound);
    if (turn !== this.#turn) return;
    const url = URL.createObjectURL(blob);
    const element = new window.Audio(url);
    const current = { key, element, url };
    this.#current = current;
    element.addEventListener('ended', () => this.#finish(current));
    this.#tell();
    try {
      await element.play();
    } catch (thrown) {
      const wasReplaced = this.#current !== current;
      this.#finish(current);
      if (wasReplaced) return;
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      throw new PhonoscopeError('audio-undecodable', `The browser cannot play this sound: ${reason}`, {
        reason,
      });
    }
  }

  stop(): void {
    this.#turn += 1;
    if (this.#current !== null) this.#finish(this.#current);
  }

  #finish(sound: { element: HTMLAudioElement; url: string }): void {
    sound.element.pause();
    sound.element.removeAttribute('src');
    URL.revokeObjectURL(sound.url);
    if (this.#current?.element !== sound.element) return;
    this.#current = null;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function blobOf(sound: Exclude<Sound, UnopenedFile>): Blob {
  if (sound instanceof Blob) return sound;
  return new Blob([Uint8Array.from(encodeWav(sound.samples, sound.sampleRateHz))], { type: 'audio/wav' });
}

/** The page's only player. */
export const player = new Player();

/** Whether the sound with this key plays now, and a switch that starts or stops it. */
export function usePlayer(key: string): { isPlaying: boolean; toggle: (sound: Sound) => Promise<void> } {
  const isPlaying = useSyncExternalStore(player.subscribe, () => player.playingKey() === key);
  const toggle = useCallback(
    async (sound: Sound) => {
      if (player.playingKey() === key) player.stop();
      else await player.play(key, sound);
    },
    [key],
  );
  return { isPlaying, toggle };
}
