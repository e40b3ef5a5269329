import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import type {FleetOrder} from './overview-state.js';

/** From what needs a look at once to what is well. */
export const ranks = ['lost', 'critical', 'stale', 'warning', 'connecting', 'well'] as const;

export type Rank = (typeof ranks)[number];

export function rankOf({connection, summary}: FleetHost): Rank {
	if (connection.state === 'lost') {
		return 'lost';
	}

	const alerts = summary?.alerts ?? [];
	if (alerts.some(({level}) => level === 'CRITICAL')) {
		return 'critical';
	}

	if (connection.state === 'stale') {
		return 'stale';
	}

	return alerts.length > 0 ? 'warning' : connection.state === 'connecting' ? 'connecting' : 'well';
}

/** `web-2` comes before `web-10`. */
const names = new Intl.Collator('en', {numeric: true});

/** Hosts of one rank stand by name, so that rows move only when something happens. */
export function inOrder(hosts: readonly FleetHost[], order: FleetOrder): readonly FleetHost[] {
	const byName = (a: FleetHost, b: FleetHost): number => names.compare(a.name, b.name) || names.compare(a.id, b.id);
	if (order === 'name') {
		return [...hosts].sort(byName);
	}

	const rank = new Map(hosts.map(host => [host, ranks.indexOf(rankOf(host))]));
	return [...hosts].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0) || byName(a, b));
}
