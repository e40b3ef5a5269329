import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import {rankOf} from '../state/fleet-order.js';

/**
Returns whether a host matches a filter: all of its words are in its name, its host name, its state, its worst finding or its
alerts, and none of those after a `!`.
*/
export function matchesFilter(host: FleetHost, filter: string): boolean {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length === 0) {
		return true;
	}

	const {name, summary, connection} = host;
	const text = [
		name,
		summary?.hostname,
		connection.state,
		rankOf(host),
		connection.state === 'lost' ? connection.reason : undefined,
		summary?.finding?.sentence,
		...(summary?.alerts ?? []).map(({message}) => message),
	]
		.join('\n')
		.toLowerCase();
	return words.every(word => {
		const isExcluded = word.startsWith('!');
		const sought = isExcluded ? word.slice(1) : word;
		return sought === '' || text.includes(sought) !== isExcluded;
	});
}
