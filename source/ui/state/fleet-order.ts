import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import type {FleetOrder} from './overview-state.js';

/** Ranks of a host, the most urgent first. */
export const ranks = ['lost', 'critical', 'stale', 'warning', 'connecting', 'ok'] as const;

export type Rank = (typeof ranks)[number];

export function rankOf({connection, summary}: FleetHost): Rank {
	if (connection.state === 'lost') {
		return 'lost';
	}

	const {alerts = [], finding} = summary ?? {};
	if (finding?.severity === 'critical' || alerts.some(({level}) => level === 'CRITICAL')) {
		return 'critical';
	}

	if (connection.state === 'stale') {
		return 'stale';
	}

	const isWarned = finding !== undefined || alerts.length > 0;
	return isWarned ? 'warning' : connection.state === 'connecting' ? 'connecting' : 'ok';
}

let collator: Intl.Collator | undefined;

/** Puts `web-2` before `web-10`. */
function compareNames(one: string, other: string): number {
	collator ??= new Intl.Collator('en', {numeric: true});
	return collator.compare(one, other);
}

/**
Returns the hosts in the given order. Hosts of equal rank are sorted by name, so that rows move only when a rank changes.
*/
export function inOrder(hosts: readonly FleetHost[], order: FleetOrder): readonly FleetHost[] {
	const byName = (a: FleetHost, b: FleetHost): number => compareNames(a.name, b.name) || compareNames(a.id, b.id);
	if (order === 'name') {
		return [...hosts].sort(byName);
	}

	const rank = new Map(hosts.map(host => [host, ranks.indexOf(rankOf(host))]));
	return [...hosts].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0) || byName(a, b));
}
