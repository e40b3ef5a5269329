import type {ServerEvent} from './server-event.js';

/** Between the connection, which does not wait, and whoever reads. */
export type Mailbox = {
	put(event: ServerEvent): void;
	/** Nothing more comes. What is there may still be read; then `error`, if there is one, is thrown. */
	end(error: Error | undefined): void;
	take(): Promise<ServerEvent | undefined>;
};

/** Holds the newest events. When it is full the oldest sample goes, and whoever reads is told of the gap. */
export function createMailbox(maxEvents: number): Mailbox {
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
