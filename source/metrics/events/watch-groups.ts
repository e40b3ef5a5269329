import {countOf} from '../../support/format.js';
import {printableLine} from '../../support/printable.js';
import type {Group} from '../model/groups.js';
import {known} from '../reading.js';
import {growth} from './growth.js';
import type {Happening} from './message-form.js';
import {type Change, onChange, type Watch} from './watch.js';

const maxName = 100;
const maxPath = 1000;

/** Returns a watch of the OOM kills, the limits of processes and the restarts of control groups. */
export function watchGroups(): Watch {
	const kills = growth();
	const refusals = growth();
	const restarts = growth();
	return onChange(
		({groups}) => known(groups)?.list,
		(list, report) => {
			const paths = new Map(list.map(group => [group.path, group]));
			const changes = (
				grown: ReadonlyMap<string, number>,
				happening: (path: string, times: number, group: Group) => Happening,
			): readonly Change[] =>
				[...grown].flatMap(([path, times]) => {
					const group = paths.get(path);
					return group ? [{happening: happening(printableLine(path, maxPath), times, group), rank: 1, times}] : [];
				});
			const counters = (count: (group: Group) => number | undefined) =>
				list.map(group => [group.path, count(group)] as const);

			report(
				list.find(group => group.oomKills !== undefined),
				'oom_kill',
			);
			report(
				list.find(group => group.pidsLimitHits !== undefined),
				'fork_rejected',
			);
			report(
				list.find(group => group.restarts !== undefined),
				'container_restarted',
			);
			return [
				...changes(kills(counters(({oomKills}) => oomKills)), (path, times) => ({
					kind: 'oom_kill',
					groupPath: path,
					text: `OOM kill of ${countOf(times, 'process', 'processes')} in ${path}`,
				})),
				...changes(refusals(counters(({pidsLimitHits}) => pidsLimitHits)), path => ({
					kind: 'fork_rejected',
					groupPath: path,
					text: `no more processes may start in ${path}: its limit is reached`,
				})),
				...changes(restarts(counters(group => group.restarts)), (path, _, group) => {
					const name = printableLine(group.name, maxName);
					return {kind: 'container_restarted', subject: name, groupPath: path, text: `${name} was restarted`};
				}),
			];
		},
	);
}

/** Returns a watch of the units of systemd that fail. Those that failed before the start have the time of their failure. */
export function watchFailedUnits(): Watch {
	let before: ReadonlySet<string> | undefined;
	return onChange(
		({groups}) => known(groups)?.failedUnits,
		(units, report) => {
			report(units, 'unit_failed');
			const found = units.flatMap(({name, sinceMs}): readonly Change[] => {
				if (before ? before.has(name) : sinceMs === undefined) {
					return [];
				}

				const unit = printableLine(name, maxName);
				const atMs = before ? undefined : sinceMs;
				return [{happening: {kind: 'unit_failed', subject: unit, text: `${unit} failed`}, rank: 1, times: 1, atMs}];
			});
			before = new Set(units.map(({name}) => name));
			return found;
		},
	);
}
