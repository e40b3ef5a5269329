import type {CommandLineOf} from '../protocol/command-lines.js';
import {RequestError} from '../protocol/error-code.js';
import {alertMessage} from '../protocol/server-message.js';
import type {Sample} from '../sample.js';
import type {Client} from './client.js';
import {messageFrame} from './frame.js';
import {createGroup, type Group} from './group.js';
import {type Outgoing, outgoing} from './outgoing.js';
import {everything, type Subscription, subscriptionKey, ticksPerSnapshot} from './subscription.js';

/** Each costs an encoding at every tick. */
const mostGroups = 32;

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
	/** Throws a RequestError when there are too many variants. */
	subscribe(client: Client, subscription: Subscription): Subscribed;
	unsubscribe(client: Client): void;
	/** Sends the latest snapshot to a client that is new in its group. */
	sendLatest(client: Client): void;
	broadcast(sample: Sample): void;
	/** Looks after connections on which nothing moves. */
	beat(): void;
};

export type Subscribed = {
	/** What the client really gets. */
	readonly subscription: Subscription & {readonly intervalMs: number};
	/** It got something else, or nothing, before. */
	readonly isNew: boolean;
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

	/** Returns whether the client was in another group before. */
	const join = (client: Client, subscription: Subscription): boolean => {
		const key = subscriptionKey(subscription);
		const group = groups.get(key) ?? createGroup(subscription);
		if (groupOf.get(client) === group) {
			return false;
		}

		if (!groups.has(key) && groups.size >= mostGroups) {
			throw new RequestError(
				'TOO_MANY_VARIANTS',
				`The server keeps no more than ${mostGroups} combinations of interval, metrics and format`,
			);
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
			return {subscription: {...rounded, intervalMs}, isNew: join(client, rounded)};
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
		},
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
			client.sendFrame(frame);
		}
	}
}
