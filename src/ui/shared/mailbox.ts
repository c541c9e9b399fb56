type Handlers<Messages> = { [Name in keyof Messages]?: (message: Messages[Name]) => void };

/** Hands messages to whoever takes them; keeps the last of each name until somebody is there. */
export class Mailbox<Messages extends object> {
  readonly #handlers: Handlers<Messages> = {};
  readonly #waiting: Partial<Messages> = {};

  deliver<Name extends keyof Messages>(name: Name, message: Messages[Name]): void {
    const handler = this.#handlers[name];
    if (handler === undefined) this.#waiting[name] = message;
    else handler(message);
  }

  /** Only one handler a name. Returns the way out. */
  receive<Name extends keyof Messages>(name: Name, handler: (message: Messages[Name]) => void): () => void {
    this.#handlers[name] = handler;
    const waiting = this.#waiting[name];
    delete this.#waiting[name];
    if (waiting !== undefined) handler(waiting);
    return () => {
      if (this.#handlers[name] === handler) delete this.#handlers[name];
    };
  }
}
