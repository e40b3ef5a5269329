import {isDeepStrictEqual} from 'node:util';
import {type Collector, type Machine, UnavailableError} from '../../collector.js';
import {createGapLog} from '../../gaps.js';
import type {Groups} from '../../snapshot.js';
import {factSource} from './fact-source.js';
import {groupFiles} from './group-files.js';
import {type FactSource, groupList} from './group-list.js';
import type {MachineFacts} from './group-values.js';
import {findHierarchies, type Hierarchies} from './hierarchies.js';
import {machineFacts} from './machine-facts.js';
import {type MonitoredGroup, monitoredGroup, type Pass, readCpu, readDetails} from './monitored-group.js';
import {type ReadGroup, readGroup} from './read-group.js';
import {readOrder} from './read-order.js';
import {runPhases} from './time-budget.js';
import {type GroupTree, groupTree} from './tree.js';

/** Work of one pass: a quarter of a percent of a core at the default interval. */
const budgetMs = 5;
/** Work of a pass while new groups are found: at the start, or when many are created at once. */
const searchBudgetMs = 30;
/** The event loop runs after this time. */
const sliceMs = 1;
/** Slice of the first two passes: a program that takes one snapshot has rates only if the second pass needs no other. */
const firstSliceMs = 8;
const firstPasses = 2;
/** Shares of the work after which finding groups, and reading their CPU time, waits for the next pass. */
const treeShare = 0.3;
const cpuShare = 0.8;
/** Time between searches for hierarchies, which are rarely mounted. */
const findAgainAfterMs = 60_000;
/** Without a pass for this many intervals the machine was suspended, or the program stopped. */
const maxIntervals = 5;

type Found = {
	readonly hierarchies: Hierarchies;
	readonly tree: GroupTree<MonitoredGroup>;
	readonly read: ReadGroup;
	readonly facts: MachineFacts;
};

/**
Returns a collector of the control groups of version 1, version 2 and both.

A pass has a time budget. It examines the tree, then reads the CPU time of the groups, then the other values: of the busy
groups, and of those whose values are the oldest. The next pass continues with what was not reached.
*/
export function groupsCollector(
	machine: Machine,
	cadenceMs: number,
	source: FactSource = factSource(machine),
): Collector<'groups'> & Disposable {
	const log = createGapLog();
	const listOf = groupList(source);
	const order = readOrder();
	let found: Found | undefined;
	let foundMs = Number.NEGATIVE_INFINITY;
	let passes = 0;
	let lastPassMs = Number.NEGATIVE_INFINITY;
	let validSinceMs = Number.NEGATIVE_INFINITY;

	const find = (nowMs: number): Found => {
		if (found && nowMs - foundMs < findAgainAfterMs) {
			return found;
		}

		const hierarchies = findHierarchies(machine);
		if (!hierarchies) {
			throw new UnavailableError('unsupported', 'no control group file system is mounted');
		}

		foundMs = nowMs;
		if (!found || !isDeepStrictEqual(hierarchies, found.hierarchies)) {
			const tree = groupTree(hierarchies.all, monitoredGroup);
			const read = readGroup(hierarchies, groupFiles(log, tree.remove));
			found = {hierarchies, tree, read, facts: machineFacts(machine)};
		}

		return found;
	};

	function* readAllCpu({tree: {nodes}, read}: Found, pass: Pass): Generator<undefined, void> {
		for (const group of order.forCpu(nodes, pass.number)) {
			readCpu(group, read, pass);
			yield;
		}
	}

	function* readAllDetails({tree: {nodes}, read, facts}: Found, pass: Pass): Generator<undefined, void> {
		for (const group of order.forDetails(nodes, pass.monotonicMs())) {
			if (nodes.get(group.path) === group) {
				readDetails(group, read, pass, facts);
				yield;
			}
		}
	}

	return {
		name: 'groups',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect(signal): Groups | Promise<Groups> {
			log.clear();
			const nowMs = machine.monotonicMs();
			const current = find(nowMs);
			const {tree} = current;
			if (nowMs - lastPassMs > cadenceMs * maxIntervals) {
				validSinceMs = nowMs;
			}

			lastPassMs = nowMs;
			passes += 1;
			const pass: Pass = {number: passes, validSinceMs, monotonicMs: machine.monotonicMs};
			const workMs = tree.isIncomplete() ? searchBudgetMs : budgetMs;
			const phases = [
				{steps: tree.refresh(), untilMs: workMs * treeShare},
				{steps: readAllCpu(current, pass), untilMs: workMs * cpuShare},
				{steps: readAllDetails(current, pass), untilMs: workMs},
			];
			const rest = runPhases(machine, phases, passes <= firstPasses ? firstSliceMs : sliceMs, signal);
			const finish = (): Groups => listOf(tree, pass.number);
			return rest ? rest.then(finish) : finish();
		},
		gaps: log.gaps,
		[Symbol.dispose]: () => source[Symbol.dispose](),
	};
}
