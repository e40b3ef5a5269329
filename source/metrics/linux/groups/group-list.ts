import {reuseUnchanged} from '../../schedule/reuse-unchanged.js';
import type {FailedUnit, Group, Groups} from '../../snapshot.js';
import {factOf, type GroupFacts, uniqueNames} from './group-names.js';
import type {MonitoredGroup} from './monitored-group.js';
import type {GroupTree} from './tree.js';

/** Facts from programs of the machine. */
export type Facts = GroupFacts & {
	/** `undefined` where systemd does not run, and until it has answered. */
	readonly failedUnits: readonly FailedUnit[] | undefined;
};

/** A background task that collects facts. */
export type FactSource = {
	/** Returns the latest facts without waiting. It is another object after each change. */
	latest(): Facts;
	[Symbol.dispose](): void;
};

/** Maximum length of the list. Beyond it, the groups with the least CPU and memory usage are left out. */
const maxListed = 1000;

/** Returns a function that returns the value of the metric after a pass. Unchanged groups stay the same object. */
export function groupList(source: FactSource): (tree: GroupTree<MonitoredGroup>, pass: number) => Groups {
	let names: ReadonlyMap<string, string> = new Map();
	let namedVersion: number | undefined;
	let facts: Facts | undefined;
	let known: Groups | undefined;

	return (tree, pass) => {
		const latest = source.latest();
		const nodes = [...tree.nodes.values()];
		const isRenamed = latest !== facts || tree.version() !== namedVersion;
		if (isRenamed) {
			facts = latest;
			namedVersion = tree.version();
			names = uniqueNames(nodes.map(({path, named}) => [path, factOf(named, latest)?.name ?? named.name]));
		}

		const list: Group[] = [];
		let unreached = 0;
		for (const node of nodes) {
			if (node.pass !== pass || !node.details) {
				unreached += 1;
			}

			if (node.pass > 0) {
				if (isRenamed || node.isChanged || !node.group) {
					node.group = reuseUnchanged(node.group, groupOf(node, names.get(node.path) ?? node.path, latest));
					node.isChanged = false;
				}

				list.push(node.group);
			}
		}

		const bounded = list.length <= maxListed ? list : list.toSorted(byUsage).slice(0, maxListed);
		const {failedUnits} = latest;
		const isSame =
			known?.total === nodes.length &&
			known.unreached === unreached &&
			known.failedUnits === failedUnits &&
			known.list.length === bounded.length &&
			known.list.every((group, index) => group === bounded[index]);
		if (!known || !isSame) {
			known = {list: bounded, total: nodes.length, unreached, failedUnits};
		}

		return known;
	};
}

function groupOf(node: MonitoredGroup, name: string, facts: GroupFacts): Group {
	const {path, named, cpu, cpuPercent, values} = node;
	const {image, state, restarts} = factOf(named, facts) ?? {};
	return {
		path,
		name,
		kind: named.kind,
		image,
		cpuPercent,
		cpuSeconds: cpu?.value,
		...values,
		restarts,
		state: values.state ?? state,
	};
}

function byUsage(a: Group, b: Group): number {
	return (b.cpuPercent ?? 0) - (a.cpuPercent ?? 0) || (b.memoryBytes ?? 0) - (a.memoryBytes ?? 0);
}
