import type {ServerEvent} from './server-event.js';

/** A queue of events between the connection, which does not wait, and the reader. */
export type EventQueue = {
	put(event: ServerEvent): void;
	/** Ends the queue. Remaining events can still be read; then `error`, if given, is thrown. */
	end(error: Error | undefined): void;
	take(): Promise<ServerEvent | undefined>;
};

/** Creates a queue of the latest events. If it is full, the oldest sample is dropped, and the reader gets a lag event. */
export function createEventQueue(maxEvents: number): EventQueue {
	const events: ServerEvent[] = [];
	const readers: {resolve(event: ServerEvent | undefined): void; reject(error: Error): void}[] = [];
	let skipped = 0;
	let ending: {readonly error: Error | undefined} | undefined;

	return {
		put(event) {
			if (ending) {
				return;
			}

			const reader = readers.shift();
			if (reader) {
				reader.resolve(event);
				return;
			}

			if (events.length >= maxEvents) {
				const oldest = events.findIndex(({type}) => type === 'sample');
				const [dropped] = events.splice(Math.max(0, oldest), 1);
				skipped += dropped?.type === 'sample' ? 1 : 0;
			}

			events.push(event);
		},
		end(error) {
			ending ??= {error};
			for (const {resolve, reject} of readers.splice(0)) {
				if (ending.error) {
					reject(ending.error);
				} else {
					resolve(undefined);
				}
			}
		},
		async take() {
			if (skipped > 0) {
				const count = skipped;
				skipped = 0;
				return {type: 'lag', skipped: count, by: 'reader'};
			}

			const event = events.shift();
			if (event) {
				return event;
			}

			if (ending?.error) {
				throw ending.error;
			}

			return ending ? undefined : new Promise((resolve, reject) => readers.push({resolve, reject}));
		},
	};
}
