import type {Sample} from '../../core/sample.js';
import type {CommandLineOf} from '../../protocol/messages/command-lines.js';
import {alertMessage} from '../../protocol/messages/server-message.js';
import type {Client} from './client.js';
import {messageFrame} from './frame.js';
import {createGroup, type Group} from './group.js';
import {type Outgoing, outgoing} from './outgoing.js';
import {everything, nearest, type Subscription, subscriptionKey, ticksPerSnapshot} from './subscription.js';

/** The maximum number of groups. Each group costs an encoding at every tick. */
const maxGroups = 32;

/** The maximum number of groups whose clients all have one address. The other groups are left to other addresses. */
const maxGroupsOfAddress = 16;

/** The clients, and the snapshots that they get at each tick. */
export type Stream = {
	readonly clients: ReadonlySet<Client>;
	/** Returns the latest snapshot; `undefined` before the first. */
	latest(): Outgoing | undefined;
	/** Returns the monotonic time of the latest snapshot. */
	latestMs(): number | undefined;
	skippedFrames(): number;
	/** Adds a client and starts its stream. */
	add(client: Client): void;
	remove(client: Client): void;
	/** Subscribes a client. If there are too many variants, it gets the nearest existing one. */
	subscribe(client: Client, subscription: Subscription): Subscribed;
	unsubscribe(client: Client): void;
	/** Sends the latest snapshot to a client that is new in its group. */
	sendLatest(client: Client): void;
	broadcast(sample: Sample): void;
	/** Resolves with the next snapshot that satisfies a condition, or with the latest one after `maxWaitMs`. */
	next(satisfies: (snapshot: Outgoing) => boolean, maxWaitMs: number): Promise<Outgoing>;
	/** Checks idle connections. */
	beat(): void;
};

export type Subscribed = {
	/** The actual subscription. */
	readonly subscription: Subscription & {readonly intervalMs: number};
	/** Whether the client had another subscription, or none, before. */
	readonly isNew: boolean;
	/** Whether the actual subscription differs from the requested one. */
	readonly isOther: boolean;
};

export type StreamOptions = {
	/** Returns the nominal time between samples. */
	readonly tickMs: () => number;
	/** Returns the milliseconds of a monotonic clock. */
	readonly monotonicMs: () => number;
	/** `undefined`: send only the names of processes. */
	readonly commandLineOf: CommandLineOf | undefined;
};

export function createStream({tickMs, monotonicMs, commandLineOf}: StreamOptions): Stream {
	const clients = new Set<Client>();
	const groups = new Map<string, Group>();
	const groupOf = new Map<Client, Group>();
	let latest: Outgoing | undefined;
	let latestMs: number | undefined;
	let skippedFrames = 0;

	const waiting = new Set<(snapshot: Outgoing) => void>();

	const offer = (receivers: Iterable<Client>, group: Group, snapshot: Outgoing): void => {
		const frame = group.frame(snapshot, tickMs());
		const nowMs = monotonicMs();
		for (const client of receivers) {
			if (client.offer(frame, nowMs)) {
				skippedFrames += 1;
			}
		}
	};

	const leave = (client: Client): void => {
		const group = groupOf.get(client);
		groupOf.delete(client);
		if (group?.clients.delete(client) && group.clients.size === 0) {
			groups.delete(subscriptionKey(group.subscription));
		}
	};

	/**
	Returns whether a new group may be created for a client. If the client is alone in its current group, that group is not
	counted.
	*/
	const hasRoom = (client: Client): boolean => {
		const others = [...groups.values()].filter(({clients: [first, ...rest]}) => first !== client || rest.length > 0);
		const ofAddress = others.filter(group => [...group.clients].every(({address}) => address === client.address));
		return others.length < maxGroups && ofAddress.length < maxGroupsOfAddress;
	};

	/** Returns whether the client was in another group before. */
	const join = (client: Client, subscription: Subscription): boolean => {
		const key = subscriptionKey(subscription);
		const group = groups.get(key) ?? createGroup(subscription);
		if (groupOf.get(client) === group) {
			return false;
		}

		leave(client);
		groups.set(key, group);
		group.clients.add(client);
		groupOf.set(client, group);
		client.forgetGap();
		return true;
	};

	return {
		clients,
		latest: () => latest,
		latestMs: () => latestMs,
		skippedFrames: () => skippedFrames,
		add(client) {
			clients.add(client);
			join(client, everything);
		},
		remove(client) {
			clients.delete(client);
			leave(client);
		},
		subscribe(client, subscription) {
			const intervalMs = ticksPerSnapshot(subscription, tickMs()) * tickMs();
			const rounded = subscription.intervalMs === undefined ? subscription : {...subscription, intervalMs};
			const isKept = groups.has(subscriptionKey(rounded)) || hasRoom(client);
			const kept = [...groups.values()].map(group => group.subscription);
			const given = isKept ? rounded : nearest(rounded, [everything, ...kept], tickMs());
			return {
				subscription: {...given, intervalMs: ticksPerSnapshot(given, tickMs()) * tickMs()},
				isNew: join(client, given),
				isOther: !isKept,
			};
		},
		unsubscribe: leave,
		sendLatest(client) {
			const group = groupOf.get(client);
			if (group && latest) {
				offer([client], group, latest);
			}
		},
		broadcast(sample) {
			latest = outgoing(sample, commandLineOf);
			latestMs = monotonicMs();
			sendAlerts(clients, sample);
			for (const group of groups.values()) {
				if (group.isDue(sample.sequence, tickMs())) {
					offer(group.clients, group, latest);
				}
			}

			for (const take of waiting) {
				take(latest);
			}
		},
		next: (satisfies, maxWaitMs) =>
			new Promise(resolve => {
				const take = (snapshot: Outgoing): void => {
					if (satisfies(snapshot)) {
						end(snapshot);
					}
				};
				const end = (snapshot: Outgoing): void => {
					waiting.delete(take);
					clearTimeout(timer);
					resolve(snapshot);
				};
				const timer = setTimeout(() => latest && end(latest), maxWaitMs);
				waiting.add(take);
			}),
		beat() {
			for (const client of clients) {
				client.beat(monotonicMs());
			}
		},
	};
}

function sendAlerts(clients: Iterable<Client>, {events}: Sample): void {
	const messages = events.map(alertMessage).filter(message => message !== undefined);
	if (messages.length === 0) {
		return;
	}

	const frame = Buffer.concat(messages.map(messageFrame));
	for (const client of clients) {
		if (client.receives('alerts')) {
			void client.sendFrame(frame);
		}
	}
}
