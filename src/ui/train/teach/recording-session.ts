import { toPhonoscopeError } from '../../../core/errors.ts';
import type { PlainError, Recording } from '../../../workers/protocol.ts';
import type { MicrophoneSession } from '../../shared/listen/microphone-session.ts';
import { player } from '../../shared/player.ts';
import { Store } from '../../shared/store.ts';
import { TakeRecorder } from './take-recorder.ts';
import type { Take, TeachSession } from './teach-session.ts';

/** The recording of one word's takes. */
type RecordingState = {
  /** The word that is recorded; null while nothing is. */
  readonly word: string | null;
  /** Seconds until it begins; null once it has. */
  readonly countdown: number | null;
  /** Takes that a word should have in the end. */
  readonly wanted: number;
  /** Those that this one has when the recording ends by itself: a word that has enough gets as many again. */
  readonly goal: number;
  /** Those of this recording. */
  readonly takes: readonly Take[];
  /** Why the last take was refused. */
  readonly refusal: PlainError | null;
};

const countdownFrom = 3;
/** A little quicker than a second: a class waits. */
const countMs = 700;

/** Records takes of one word one after the other: whenever somebody has finished speaking, there is one more. */
export class RecordingSession extends Store<RecordingState> {
  readonly #teach: TeachSession;
  readonly #microphone: MicrophoneSession;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #numCutting = 0;

  constructor(teach: TeachSession, microphone: MicrophoneSession) {
    super({ word: null, countdown: null, wanted: 8, goal: 8, takes: [], refusal: null });
    this.#teach = teach;
    this.#microphone = microphone;
  }

  want(wanted: number): void {
    this.update({ wanted });
  }

  async record(word: string): Promise<void> {
    player.stop();
    this.#microphone.close();
    const recorder = new TakeRecorder(
      () => this.getSnapshot().countdown !== null || this.#hasEnough(word),
      (recording) => void this.#keep(word, recording),
      () => this.#finish(),
    );
    const { wanted } = this.getSnapshot();
    const numTakes = this.#countTakes(word);
    const goal = numTakes < wanted ? wanted : numTakes + wanted;
    this.update({ word, goal, countdown: countdownFrom, takes: [], refusal: null });
    await this.#microphone.open(recorder);
    // A microphone that does not open says so by itself.
    if (this.#microphone.getSnapshot().phase === 'open') this.#count();
    else if (this.getSnapshot().word === word) this.#finish();
  }

  stop(): void {
    this.#microphone.close();
    this.#finish();
  }

  /** Throws the last take away; another one takes its place. */
  again(): void {
    const { takes } = this.getSnapshot();
    const last = takes.at(-1);
    if (last === undefined) return;
    this.#teach.removeTake(last.id);
    this.update({ takes: takes.slice(0, -1), refusal: null });
  }

  #count(): void {
    this.#timer = setTimeout(() => {
      const { countdown } = this.getSnapshot();
      this.update({ countdown: countdown === null || countdown <= 1 ? null : countdown - 1 });
      if (this.getSnapshot().countdown !== null) this.#count();
    }, countMs);
  }

  /** Counts those that are still being cut, so that there is none too many. */
  #hasEnough(word: string): boolean {
    return this.#countTakes(word) + this.#numCutting >= this.getSnapshot().goal;
  }

  #countTakes(word: string): number {
    return this.#teach.getSnapshot().takes.filter((take) => take.word === word).length;
  }

  async #keep(word: string, recording: Recording): Promise<void> {
    this.#numCutting += 1;
    try {
      const take = await this.#teach.addTake(word, recording);
      if (this.getSnapshot().word !== word) return;
      this.update({ takes: [...this.getSnapshot().takes, take], refusal: null });
      if (this.#countTakes(word) >= this.getSnapshot().goal) this.stop();
    } catch (thrown) {
      const { code, message, details } = toPhonoscopeError(thrown);
      if (this.getSnapshot().word === word) this.update({ refusal: { code, message, details } });
    } finally {
      this.#numCutting -= 1;
    }
  }

  #finish(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.update({ word: null, countdown: null });
  }
}
