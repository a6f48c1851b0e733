/** Secrets taken from the environment at start; they live in no variable of the environment any more. */
export interface Secrets {
  apiKey: string | undefined;
  /** Names of all that were set. */
  taken: readonly string[];
}

/** What a command is given beside its options. It ends by answering its exit code. */
export interface CommandFrame {
  secrets: Secrets;
  end(code: number): void;
}
