import {setMaxListeners} from 'node:events';
import type {Source} from '../../core/source.js';
import {createStore, type ReadonlyStore} from '../../core/store.js';
import {fieldsOf} from '../../support/fields.js';
import {hostSource} from '../host.js';
import type {FleetState} from './fleet-state.js';
import type {HostFeed, HostListener} from './host-feed.js';
import {createHostRecord, type HostRecord} from './host-record.js';
import {createInbox, type Inbox} from './inbox.js';

/**
A set of hosts from any number of feeds. It keeps the latest message of each host, and decodes only the viewed host
completely.
*/
export type Fleet = {
	readonly store: ReadonlyStore<FleetState>;
	/** Runs the feeds until `signal` aborts. Rejects if a feed cannot work at all. */
	run(signal: AbortSignal): Promise<void>;
	/** Returns a source for one host, with all data while it is iterated. Throws if the fleet has no such host. */
	source(id: string): Source;
};

/** The minimum time between updates of the overview. */
const refreshMs = 500;

/** The delay of updates of connections, so that concurrent changes are combined. */
const linkRefreshMs = 50;

/** Returns the ID of a host, from the index of its feed and its name in the feed. */
export function hostId(feedIndex: number, name: string): string {
	return `${feedIndex}/${name}`;
}

type Member = {readonly feed: HostFeed; readonly name: string; readonly record: HostRecord; inbox: Inbox | undefined};

export function createFleet(feeds: readonly HostFeed[]): Fleet {
	const store = createStore<FleetState>({hosts: [], troubles: []});
	const members = new Map<string, Member>();
	const troubles = new Map<HostFeed, string>();
	const focusedInboxes = new Map<HostFeed, Inbox>();
	let refresh: {readonly timer: NodeJS.Timeout; readonly dueMs: number} | undefined;
	let isRunning = false;

	const update = (): void => {
		refresh = undefined;
		store.setState(before => {
			const hosts = [...members.values()].map(({record}) => record.host());
			const next = {hosts, troubles: [...troubles.values()]};
			return isSame(before.hosts, hosts) && isSame(before.troubles, next.troubles) ? before : next;
		});
		// Ages increase even without messages.
		schedule(refreshMs);
	};

	const schedule = (delayMs: number): void => {
		const dueMs = performance.now() + delayMs;
		if (isRunning && (refresh === undefined || dueMs < refresh.dueMs)) {
			clearTimeout(refresh?.timer);
			refresh = {timer: setTimeout(update, delayMs), dueMs};
		}
	};

	const listenerOf = (feed: HostFeed, index: number): HostListener => {
		const memberOf = (name: string): Member => {
			const id = hostId(index, name);
			const existing = members.get(id);
			if (existing) {
				return existing;
			}

			const member = {feed, name, record: createHostRecord(id, name), inbox: undefined};
			members.set(id, member);
			schedule(linkRefreshMs);
			return member;
		};

		return {
			link(host, link) {
				if (memberOf(host).record.setLink(link)) {
					schedule(linkRefreshMs);
				}
			},
			message(host, message) {
				const {record, inbox} = memberOf(host);
				const fields = fieldsOf(message);
				if (fields) {
					const isFirst = record.setMessage(fields);
					inbox?.put(fields);
					schedule(isFirst ? linkRefreshMs : refreshMs);
				}
			},
			history(host, points) {
				memberOf(host).inbox?.putHistory(points);
			},
			trouble(reason) {
				if (reason === undefined) {
					troubles.delete(feed);
				} else {
					troubles.set(feed, reason);
				}

				schedule(linkRefreshMs);
			},
		};
	};

	async function* view(member: Member, signal: AbortSignal) {
		const {feed, name} = member;
		const inbox = createInbox(feed.focus !== undefined);
		member.inbox = inbox;
		focusedInboxes.set(feed, inbox);
		feed.focus?.(name);
		try {
			yield* inbox.messages(signal);
		} finally {
			if (member.inbox === inbox) {
				member.inbox = undefined;
			}

			// Another host of the feed may be focused meanwhile.
			if (focusedInboxes.get(feed) === inbox) {
				focusedInboxes.delete(feed);
				feed.focus?.(undefined);
			}
		}
	}

	return {
		store,
		async run(signal) {
			isRunning = true;
			const ending = new AbortController();
			// Each feed adds a listener to the signal.
			setMaxListeners(feeds.length + 2, ending.signal);
			const end = (): void => ending.abort();
			// The fleet keeps running: hosts stay listed after their feed has given up.
			const ended = new Promise<void>(resolve => {
				ending.signal.addEventListener('abort', () => resolve(), {once: true});
			});
			signal.addEventListener('abort', end, {once: true});
			if (signal.aborted) {
				end();
			}

			try {
				update();
				await Promise.all([ended, ...feeds.map((feed, index) => feed.run(listenerOf(feed, index), ending.signal))]);
			} finally {
				isRunning = false;
				clearTimeout(refresh?.timer);
				signal.removeEventListener('abort', end);
				end();
			}
		},
		source(id) {
			const member = members.get(id);
			if (!member) {
				throw new Error(`the fleet has no host ${JSON.stringify(id)}`);
			}

			return hostSource({
				intervalMs: member.record.intervalMs(),
				messages: signal => view(member, signal),
			});
		},
	};
}

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
	return before.length === now.length && before.every((item, index) => item === now[index]);
}
