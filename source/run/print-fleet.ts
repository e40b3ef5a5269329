import {setMaxListeners} from 'node:events';
import process from 'node:process';
import type {HostFeed, HostListener} from '../remote/fleet/host-feed.js';
import {fieldsOf} from '../support/fields.js';
import {printableLine} from '../support/printable.js';
import type {FleetEncoder} from './fleet-encoder.js';

export type PrintFleetOptions = {
	readonly encode: FleetEncoder;
	/** Each host once, then the end. */
	readonly isOnce: boolean;
	/** At least so long from one line of a host to its next. */
	readonly minIntervalMs: number;
	write(text: string): void;
};

/** Hosts of which nothing was heard by then are given up, where each is asked for once. */
const maxWaitMs = 10_000;

/** What is heard of hosts that nobody named, on a broker, is heard by then: they publish every few seconds. */
const brokerWaitMs = 3000;

type Progress = {
	printedMs: number;
	/** The time in the latest message: a server tells it again to whoever subscribes. */
	timestamp: unknown;
	isLost: boolean;
	isFinal: boolean;
};

/** Writes what hosts say as it comes, and on standard error why there is nothing. Returns the exit code. */
export async function printFleet(
	feeds: readonly HostFeed[],
	{encode, isOnce, minIntervalMs, write}: PrintFleetOptions,
	signal: AbortSignal,
): Promise<number> {
	const hosts = new Map<string, Progress>();
	/** What is wrong with each feed as a whole. */
	const troubles = new Map<number, string | undefined>();
	const ending = new AbortController();
	// Each feed listens for the end.
	setMaxListeners(feeds.length + 2, ending.signal);
	const end = (): void => ending.abort();
	const startedMs = performance.now();

	const complain = (text: string): void => {
		process.stderr.write(`mon-tui: ${printableLine(text)}\n`);
	};

	/** Whether nothing more is to come. */
	const check = (): void => {
		const all = [...hosts.values()];
		const isDone = ({printedMs, isLost, isFinal}: Progress): boolean =>
			isFinal || (isOnce && (printedMs > 0 || isLost));
		const isEarly = hasBroker && performance.now() - startedMs < brokerWaitMs;
		if (all.length > 0 && all.every(isDone) && !isEarly) {
			end();
		}
	};

	const listenerOf = (index: number): HostListener => {
		const progressOf = (name: string): Progress => {
			const id = `${index}/${name}`;
			const progress = hosts.get(id) ?? {printedMs: 0, timestamp: undefined, isLost: false, isFinal: false};
			hosts.set(id, progress);
			return progress;
		};

		return {
			link(host, link) {
				const progress = progressOf(host);
				if (link.state === 'lost' && !ending.signal.aborted) {
					if (!progress.isLost) {
						complain(`${host}: ${link.reason}`);
					}

					progress.isLost = true;
					progress.isFinal = link.isFinal;
					check();
				} else if (link.state === 'open') {
					progress.isLost = false;
				}
			},
			message(host, message) {
				const progress = progressOf(host);
				const fields = fieldsOf(message);
				const nowMs = performance.now();
				const isDue = progress.printedMs === 0 || (!isOnce && nowMs - progress.printedMs >= minIntervalMs);
				const isNew = fields?.t === undefined || fields.t !== progress.timestamp;
				if (fields && isNew && isDue && !ending.signal.aborted) {
					progress.printedMs = nowMs;
					progress.timestamp = fields.t;
					write(`${encode(host, fields)}\n`);
					check();
				}
			},
			history() {},
			trouble(reason) {
				if (reason !== undefined && reason !== troubles.get(index)) {
					complain(reason);
				}

				troubles.set(index, reason);
			},
		};
	};

	const hasBroker = feeds.some(({focus}) => focus === undefined);
	const timers = isOnce ? [setTimeout(check, brokerWaitMs), setTimeout(end, maxWaitMs)] : [];
	signal.addEventListener('abort', end, {once: true});
	try {
		await Promise.all(feeds.map((feed, index) => feed.run(listenerOf(index), ending.signal)));
	} finally {
		for (const timer of timers) {
			clearTimeout(timer);
		}

		signal.removeEventListener('abort', end);
		end();
	}

	const all = [...hosts.values()];
	return all.length > 0 && all.every(({printedMs, isFinal}) => (isOnce ? printedMs > 0 : !isFinal)) ? 0 : 1;
}
