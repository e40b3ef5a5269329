import {countOf} from '../../support/format.js';
import {known} from '../reading.js';
import {growth} from './growth.js';
import {onChange, type Watch} from './watch.js';

/** Returns a watch of the OOM kills of the machine, which has no victim. */
export function watchOomKills(): Watch {
	const changes = growth();
	return onChange(
		({paging}) => known(paging),
		({oomKills}, report) => {
			report(oomKills, 'oom_kill');
			const times = changes([['kills', oomKills]]).get('kills') ?? 0;
			return times > 0
				? [
						{
							happening: {kind: 'oom_kill', text: `OOM kill of ${countOf(times, 'process', 'processes')}`},
							rank: 0,
							times,
						},
					]
				: [];
		},
	);
}

/** Returns a watch of the connection tracking table: an event when it becomes full. */
export function watchConntrack(): Watch {
	let wasFull: boolean | undefined;
	return onChange(
		({kernel}) => known(kernel)?.conntrack,
		({used, maximum}, report) => {
			report(maximum, 'conntrack_full');
			const isFull = maximum !== undefined && used >= maximum;
			const isNew = isFull && wasFull === false;
			wasFull = isFull;
			return isNew
				? [{happening: {kind: 'conntrack_full', text: 'the connection tracking table is full'}, rank: 0, times: 1}]
				: [];
		},
	);
}
