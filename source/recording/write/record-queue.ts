import type {Buffer} from 'node:buffer';

/** A record that waits to be written. */
export type QueuedRecord = {readonly bytes: Buffer; readonly timestampMs: number};

/** First in, first out, bounded: when it is full the oldest go. */
export type RecordQueue = {
	push(record: QueuedRecord): void;
	/** Takes the oldest. */
	shift(): QueuedRecord | undefined;
	/** Puts back what was taken last. */
	unshift(record: QueuedRecord): void;
	length(): number;
	/** How many had to go. */
	lost(): number;
};

export function createRecordQueue(maximumBytes: number): RecordQueue {
	const records: QueuedRecord[] = [];
	let waitingBytes = 0;
	let lost = 0;

	const shift = (): QueuedRecord | undefined => {
		const record = records.shift();
		waitingBytes -= record?.bytes.length ?? 0;
		return record;
	};

	const makeRoom = (): void => {
		while (waitingBytes > maximumBytes && records.length > 1) {
			shift();
			lost += 1;
		}
	};

	return {
		push(record) {
			records.push(record);
			waitingBytes += record.bytes.length;
			makeRoom();
		},
		shift,
		unshift(record) {
			records.unshift(record);
			waitingBytes += record.bytes.length;
			makeRoom();
		},
		length: () => records.length,
		lost: () => lost,
	};
}
