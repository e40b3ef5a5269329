import {known} from '../metrics/reading.js';
import type {FailedUnit, Group, Groups} from '../metrics/snapshot.js';
import {worstGroups} from '../metrics/values/worst-groups.js';
import {
	byteRate,
	bytes,
	choice,
	corePercent,
	count,
	field,
	number,
	optional,
	orElse,
	percent,
	rate,
	seconds,
	size,
	text,
	time,
} from './fields.js';
import {containerPressure} from './pressure.js';
import {type Exported, gauge} from './prometheus-family.js';
import {list, record} from './record.js';
import {section} from './section.js';

const kinds = ['service', 'container', 'pod', 'slice', 'session', 'group'] as const satisfies readonly Group['kind'][];

const counter = (name: string): {readonly prometheus: Exported} => ({
	prometheus: {name: `group_${name}`, type: 'counter'},
});

const group = record<Group>()({
	name: text('name', 'unit, container or machine that the group belongs to'),
	path: text('path', 'path of the control group'),
	kind: choice('kind', 'service, container, pod, slice, session or group', kinds, 'group'),
	image: optional(text('image', 'image of the container')),
	state: optional(text('state', 'state of the service or container')),
	cpuPercent: optional(
		corePercent('cpu_percent', 'CPU usage of the group; 100 is one fully used core', {
			title: 'CPU usage',
			prometheus: {name: 'group_cpu_usage_cores', help: 'CPU usage of the group, in cores'},
		}),
	),
	cpuSeconds: optional(seconds('cpu_time', 'total CPU time of the group', counter('cpu_seconds'))),
	cpuLimitCores: optional(
		number('cpu_limit', 'CPU limit of the group, in cores; null without a limit', {
			prometheus: 'group_cpu_limit_cores',
		}),
	),
	throttledPercent: optional(
		percent('throttled_percent', 'share of scheduling periods in which the group was throttled; null without a limit', {
			title: 'throttling',
			prometheus: 'group_throttled_ratio',
		}),
	),
	memoryBytes: optional(
		bytes('memory', 'working set of the group', {title: 'memory', prometheus: 'group_memory_working_set_bytes'}),
	),
	memoryLimitBytes: optional(
		size('memory_limit', 'memory limit of the group; null without a limit', {prometheus: 'group_memory_limit_bytes'}),
	),
	memoryPercent: optional(
		percent('memory_percentage', 'working set, relative to the memory limit; null without a limit', {
			title: 'memory usage',
		}),
	),
	memoryLimitHits: optional(
		count('memory_limit_hits', 'how often the memory of the group reached its limit', counter('memory_limit_hits')),
	),
	memoryLimitHitsPerSecond: optional(
		rate('memory_limit_hits_rate', 'how often the memory of the group reaches its limit', {title: 'memory limit hits'}),
	),
	swapBytes: optional(bytes('swap', 'swap in use by the group', {prometheus: 'group_swap_bytes'})),
	readBytesPerSecond: optional(
		byteRate('read_rate', 'bytes that the group reads from devices', {prometheus: 'group_read_bytes_per_second'}),
	),
	writeBytesPerSecond: optional(
		byteRate('write_rate', 'bytes that the group writes to devices', {prometheus: 'group_write_bytes_per_second'}),
	),
	pressure: optional(field('pressure', containerPressure)),
	pids: optional(
		count('pids', 'number of processes and threads of the group', {figure: 'latest', prometheus: 'group_pids'}),
	),
	pidsLimit: optional(
		count('pids_limit', 'maximum number of processes and threads; null without a limit', {
			prometheus: 'group_pids_limit',
		}),
	),
	pidsLimitHits: optional(
		count(
			'pids_limit_hits',
			'how often the group could not start a process because of its limit',
			counter('pids_limit_hits'),
		),
	),
	pidsLimitHitsPerSecond: optional(
		rate('pids_limit_hits_rate', 'how often the group cannot start a process because of its limit', {
			title: 'PID limit hits',
		}),
	),
	oomKills: optional(
		count('oom_kills', 'processes of the group that the kernel killed for lack of memory', counter('oom_kills')),
	),
	restarts: optional(count('restarts', 'automatic restarts of the service or container', counter('restarts'))),
});

const failedUnit = record<FailedUnit>()({
	name: text('name', 'name of the unit'),
	sinceMs: optional(time('since', 'when the unit failed')),
	restarts: optional(count('restarts', 'automatic restarts of the unit')),
});

/** Messages and Prometheus get the worst groups only; rules and `readMetric` find all of them. */
export const groups = section(
	'groups',
	record<Groups>()({
		total: count('total', 'number of control groups', {figure: 'latest', prometheus: 'groups'}),
		unreached: count('unreached', 'number of control groups that were not read in time; their values are older', {
			figure: 'latest',
			prometheus: 'groups_unreached',
		}),
		list: orElse(
			field(
				'list',
				list(group, {
					description: 'the control groups with the highest CPU and memory usage, and those at a limit',
					place: {head: 'groups', key: 'name'},
					labels: ({path, name, kind}) => ({group: path, name, kind}),
				}),
			),
			[],
		),
		failedUnits: optional(
			field(
				'failed_units',
				list(failedUnit, {description: 'failed units of systemd; null where systemd does not run'}),
			),
		),
	}),
	({readings}) => {
		const value = known(readings.groups);
		return value && worstGroups(value);
	},
	({groups}) => [
		gauge('systemd_failed_units', 'Number of failed units of systemd.', known(groups)?.failedUnits?.length),
	],
	({readings}) => known(readings.groups),
);
