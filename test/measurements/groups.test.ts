import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readMetric} from '../../source/measurements/read-metric.js';
import {wireData} from '../../source/measurements/sections.js';
import type {Group, Groups} from '../../source/metrics/snapshot.js';
import {worstGroups} from '../../source/metrics/values/worst-groups.js';
import {prometheusText} from '../../source/protocol/prometheus-text.js';
import {groupOf} from '../helpers/groups.js';
import {ok, sampleAt, snapshotAt} from '../helpers/samples.js';

const groupsWith = (list: readonly Group[]): Groups => ({
	list,
	total: list.length,
	unreached: 0,
	failedUnits: [{name: 'backup.service', sinceMs: undefined, restarts: undefined}],
});

/** Two hundred groups: the first ones use CPU, the last ones memory; the one in the middle is at its limit. */
const many = groupsWith(
	Array.from({length: 200}, (_, index) =>
		groupOf(`job-${index}.service`, {
			cpuPercent: Math.max(0, 100 - index),
			memoryBytes: index * 1000,
			...(index === 150 && {pids: 95, pidsLimit: 100}),
		}),
	),
);

test('a message has the 50 groups with the most CPU and memory, and those at a limit', () => {
	const {list, total} = worstGroups(many);
	const names = new Set(list.map(({name}) => name));
	assert.equal(total, 200);
	assert.equal(list.length, 50);
	for (const index of [0, 1, 23, 150, 176, 198, 199]) {
		assert.ok(names.has(`job-${index}.service`), `job-${index}`);
	}

	assert.ok(!names.has('job-100.service'));
	assert.equal(worstGroups(many), worstGroups(many));
	const {groups} = wireData(snapshotAt(0, {groups: ok(many)}));
	assert.equal(groups?.list.length, 50);
});

test('a metric path finds every group', () => {
	const snapshot = snapshotAt(0, {groups: ok(many)});
	assert.equal(readMetric(snapshot, 'groups[job-100.service].memory'), 100_000);
	assert.equal(readMetric(snapshot, 'groups.total'), 200);
	assert.throws(
		() => readMetric(snapshot, 'groups[x].memory_percent'),
		/did you mean "groups\[\*\]\.memory_percentage"/,
	);
});

test('Prometheus gets the same groups, with their path as label', () => {
	const text = prometheusText(sampleAt(0, {groups: ok(many)}));
	assert.equal(text.match(/^montui_group_cpu_usage_cores\{/gm)?.length, 50);
	assert.match(
		text,
		/^montui_group_cpu_usage_cores\{group="\/system\.slice\/job-0\.service",name="job-0\.service",kind="service"\} 1$/m,
	);
	assert.match(text, /^montui_groups 200$/m);
	assert.match(text, /^montui_systemd_failed_units 1$/m);
	assert.doesNotMatch(text, /montui_group_cpu_limit_cores/);
});
