/** What a command may touch of the world around it; tests pass a fake one. */
export type CliIo = {
  /** Writes results exactly as given (no newline is added). */
  readonly stdout: (text: string) => void;
  /** Writes progress, notes and errors exactly as given. */
  readonly stderr: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths on the command line start from. */
  readonly cwd: string;
  /** A clock in ms that only moves forward, for durations. */
  readonly nowMs: () => number;
  /** True when `stderr` is a terminal, where a progress line may overwrite itself. */
  readonly isInteractive: boolean;
};

/** One command: takes what follows its name, returns the exit code (0 done, 1 failed, 2 wrong usage). */
export type Command = (args: string[], io: CliIo) => Promise<number>;
