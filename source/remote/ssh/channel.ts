import type {Buffer} from 'node:buffer';
import type {Failure} from '../client/connection-error.js';

/** A connection that transports lines in both directions. */
export type Channel = {
	/** Sends text, with its line breaks. */
	write(text: string): void;
	/** Sets the receiver. Called once; lines that arrive earlier are kept. */
	receive(receiver: Receiver): void;
	/** Ends the connection with this reason. */
	close(failure: Failure): void;
};

export type Receiver = {
	/** Called with each line, without its line break. */
	onLine(line: Buffer): void;
	/** Called exactly once, as the last call. */
	onEnd(failure: Failure): void;
};
