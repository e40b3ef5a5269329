import type {Network} from '../model/network.js';
import {known} from '../reading.js';
import {growth} from './growth.js';
import {type Change, onChange, type Watch} from './watch.js';

/** Returns a watch of the links of physical interfaces. */
export function watchNetwork(): Watch {
	const changes = growth();
	let wasUp: ReadonlyMap<string, boolean> = new Map();
	return onChange(
		({network}) => known(network),
		({interfaces}: Network, report) => {
			const physical = interfaces.filter(({isPhysical}) => isPhysical);
			const grown = changes(physical.map(({name, carrierChanges}) => [name, carrierChanges]));
			const found = physical.flatMap(({name, isUp}): readonly Change[] => {
				report(isUp, 'link_down', 'link_up');
				const before = wasUp.get(name);
				if (isUp === undefined || before === undefined) {
					return [];
				}

				const down: Change = {
					happening: {kind: 'link_down', subject: name, text: `link of ${name} is down`},
					rank: 1,
					times: 1,
				};
				const up: Change = {
					happening: {kind: 'link_up', subject: name, text: `link of ${name} is up`},
					rank: 1,
					times: 1,
				};
				if (isUp !== before) {
					return [isUp ? up : down];
				}

				// Down and up, or up and down, between two readings.
				const times = Math.floor((grown.get(name) ?? 0) / 2);
				return times > 0 && isUp
					? [
							{...down, times},
							{...up, times},
						]
					: [];
			});
			wasUp = new Map(physical.flatMap(({name, isUp}) => (isUp === undefined ? [] : [[name, isUp] as const])));
			return found;
		},
	);
}
