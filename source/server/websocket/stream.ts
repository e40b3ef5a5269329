import type {Sample} from '../../core/sample.js';
import type {CommandLineOf} from '../../protocol/messages/command-lines.js';
import {alertMessage} from '../../protocol/messages/server-message.js';
import type {Client} from './client.js';
import {messageFrame} from './frame.js';
import {createGroup, type Group} from './group.js';
import {type Outgoing, outgoing} from './outgoing.js';
import {everything, nearest, type Subscription, subscriptionKey, ticksPerSnapshot} from './subscription.js';

/** Each costs an encoding at every tick. */
const maxGroups = 32;

/** Groups that clients of one address alone are in: the rest is for others. */
const maxGroupsOfAddress = 16;

/** All clients, and which of them gets what at a tick. */
export type Stream = {
	readonly clients: ReadonlySet<Client>;
	/** The latest, or `undefined` before the first. */
	latest(): Outgoing | undefined;
	/** When that came, by the monotonic clock. */
	latestMs(): number | undefined;
	skippedFrames(): number;
	/** Starts the stream to a new client. */
	add(client: Client): void;
	remove(client: Client): void;
	/** Gives a client what it asks for, or the nearest that others get already when there are too many variants. */
	subscribe(client: Client, subscription: Subscription): Subscribed;
	unsubscribe(client: Client): void;
	/** Sends the latest snapshot to a client that is new in its group. */
	sendLatest(client: Client): void;
	broadcast(sample: Sample): void;
	/** Resolves with the first of the snapshots to come that satisfies a condition, or with the latest when time is up. */
	next(satisfies: (snapshot: Outgoing) => boolean, maxWaitMs: number): Promise<Outgoing>;
	/** Looks after connections on which nothing moves. */
	beat(): void;
};

export type Subscribed = {
	/** What the client really gets. */
	readonly subscription: Subscription & {readonly intervalMs: number};
	/** It got something else, or nothing, before. */
	readonly isNew: boolean;
	/** It is not what was requested. */
	readonly isOther: boolean;
};

export type StreamOptions = {
	/** The nominal distance between samples. */
	readonly tickMs: () => number;
	/** Milliseconds of a clock that never steps. */
	readonly monotonicMs: () => number;
	/** `undefined`: names only. */
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

	/** Whether one more group may be made for a client; its own goes where it is alone in it. */
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
		if (client.wants('alerts')) {
			void client.sendFrame(frame);
		}
	}
}
