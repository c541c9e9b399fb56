/** What a running training asks between two steps. */
export type TrainingControl = {
  /** Pending while the training is paused. */
  readonly untilUnpaused: () => Promise<void>;
  /** `stop`: end after this step and keep the best; `abort`: end and keep nothing. */
  readonly wish: () => 'go-on' | 'stop' | 'abort';
};

/** What the person at the controls has. */
export type TrainingSwitch = {
  readonly control: TrainingControl;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => void;
  readonly abort: () => void;
};

/** Makes the controls of one training. Stopping and aborting end a pause. */
export function createTrainingSwitch(): TrainingSwitch {
  let wish: ReturnType<TrainingControl['wish']> = 'go-on';
  let pause: { readonly ended: Promise<void>; readonly end: () => void } | null = null;
  const resume = () => {
    pause?.end();
    pause = null;
  };
  return {
    control: { untilUnpaused: () => pause?.ended ?? Promise.resolve(), wish: () => wish },
    pause() {
      if (pause !== null) return;
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      pause = { ended, end };
    },
    resume,
    stop() {
      wish = 'stop';
      resume();
    },
    abort() {
      wish = 'abort';
      resume();
    },
  };
}
