import {selectData} from '../../protocol/messages/select-data.js';
import type {Client} from './client.js';
import {deflated} from './deflate.js';
import {deflatedTextFrame, textFrame} from './frame.js';
import type {Outgoing} from './outgoing.js';
import {createPing, type Ping} from './ping.js';
import type {Encoding, SnapshotFrame} from './snapshot-frame.js';
import {type Subscription, ticksPerSnapshot} from './subscription.js';

/** A group of clients with the same subscription. They share all frames. */
export type Group = {
	readonly subscription: Subscription;
	readonly clients: Set<Client>;
	isDue(sequence: number, tickMs: number): boolean;
	/** Returns the frame of a snapshot; it is created once per sample. */
	frame(snapshot: Outgoing, tickMs: number): SnapshotFrame;
};

export function createGroup(subscription: Subscription): Group {
	let latest: {readonly of: Outgoing; readonly frame: SnapshotFrame} | undefined;

	return {
		subscription,
		clients: new Set(),
		isDue: (sequence, tickMs) => sequence % ticksPerSnapshot(subscription, tickMs) === 0,
		frame(snapshot, tickMs) {
			if (latest?.of !== snapshot) {
				latest = {of: snapshot, frame: createFrame(snapshot, subscription, tickMs)};
			}

			return latest.frame;
		},
	};
}

function createFrame(snapshot: Outgoing, subscription: Subscription, tickMs: number): SnapshotFrame {
	const payload = payloadFor(snapshot, subscription, tickMs);
	return {
		sequence: snapshot.sample.sequence,
		intervalMs: ticksPerSnapshot(subscription, tickMs) * tickMs,
		plain: encoding(() => textFrame(payload)),
		deflated: encoding(() => deflatedTextFrame(deflated(payload))),
	};
}

function encoding(encode: () => Buffer): Encoding {
	let encoded: Buffer | undefined;
	let pinged: Ping | undefined;

	const bytes = (): Buffer => {
		encoded ??= encode();
		return encoded;
	};

	return {
		bytes,
		withPing() {
			pinged ??= createPing(bytes());
			return pinged;
		},
	};
}

export function payloadFor(snapshot: Outgoing, subscription: Subscription, tickMs: number): Buffer {
	const {intervalMs, metrics, format} = subscription;
	if (intervalMs === undefined && metrics === undefined && format === 'full') {
		return snapshot.bytes();
	}

	const message = snapshot.message();
	return Buffer.from(
		JSON.stringify({
			...message,
			interval: (ticksPerSnapshot(subscription, tickMs) * tickMs) / 1000,
			data: selectData(message.data, metrics, format),
		}),
	);
}
