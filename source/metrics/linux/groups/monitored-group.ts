import type {Group} from '../../snapshot.js';
import type {KnownFiles} from './group-files.js';
import {type At, cpuPercentOf, type DetailValues, detailValues, type MachineFacts, noDetails} from './group-values.js';
import type {GroupDetails, ReadGroup} from './read-group.js';
import type {GroupNode} from './tree.js';

/** A control group and what was read of it. */
export type MonitoredGroup = GroupNode &
	KnownFiles & {
		cpu: At<number> | undefined;
		cpuPercent: number | undefined;
		/** Whether it used CPU time between the last two readings. */
		isBusy: boolean;
		/** Whether it was busy since its details were read. */
		needsDetails: boolean;
		details: At<GroupDetails> | undefined;
		values: DetailValues;
		/** Number of the pass in which its CPU time was read last; 0 for none. */
		pass: number;
		/** Whether `group` is older than the values. */
		isChanged: boolean;
		group: Group | undefined;
	};

/** Returns a group that was not read yet. */
export function monitoredGroup(node: GroupNode): MonitoredGroup {
	return {
		...node,
		missing: undefined,
		cpu: undefined,
		cpuPercent: undefined,
		isBusy: false,
		needsDetails: true,
		details: undefined,
		values: noDetails,
		pass: 0,
		isChanged: true,
		group: undefined,
	};
}

/** The pass in which groups are read. */
export type Pass = {
	readonly number: number;
	/** Counters that were read before this time give no rates: the machine was suspended since. */
	readonly validSinceMs: number;
	monotonicMs(): number;
};

export function readCpu(group: MonitoredGroup, read: ReadGroup, pass: Pass): void {
	const before = valid(group.cpu, pass);
	const value = read.cpuSeconds(group);
	const now = value === undefined ? undefined : {atMs: pass.monotonicMs(), value};
	const cpuPercent = now && cpuPercentOf(before, now);
	group.isChanged ||= value !== group.cpu?.value || cpuPercent !== group.cpuPercent;
	group.isBusy = before !== undefined && value !== before.value;
	// Without CPU time nothing shows whether the other values changed.
	group.needsDetails ||= group.isBusy || value === undefined;
	group.cpu = now;
	group.cpuPercent = cpuPercent;
	group.pass = pass.number;
}

export function readDetails(group: MonitoredGroup, read: ReadGroup, pass: Pass, machine: MachineFacts): void {
	const value = read.details(group);
	const now = {atMs: pass.monotonicMs(), value};
	group.values = detailValues(valid(group.details, pass), now, machine);
	group.details = now;
	group.isChanged = true;
	// Again after it became idle, for its rates.
	group.needsDetails = group.isBusy;
}

function valid<Value>(before: At<Value> | undefined, {validSinceMs}: Pass): At<Value> | undefined {
	return before && before.atMs >= validSinceMs ? before : undefined;
}
