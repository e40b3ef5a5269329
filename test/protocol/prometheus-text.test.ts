import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';
import {gauge, writeFamily} from '../../source/measurements/prometheus-family.js';
import {prometheusText} from '../../source/protocol/prometheus-text.js';
import {alertOf} from '../helpers/alert-events.js';
import {without} from '../helpers/programs.js';
import {cpu, disk, ok, sampleAt} from '../helpers/samples.js';

const text = prometheusText({...sampleAt(0), alerts: [alertOf(), alertOf({level: 'CRITICAL'})]});
const lines = text.split('\n');

test('a family has a help line, a type line and one line per series', () => {
	assert.equal(
		writeFamily(
			gauge('load', 'Load of the doors.', [
				{labels: {door: 'a'}, value: 1.5},
				{labels: {door: 'b', floor: '2'}, value: 0},
			]),
		),
		[
			'# HELP montui_load Load of the doors.',
			'# TYPE montui_load gauge',
			'montui_load{door="a"} 1.5',
			'montui_load{door="b",floor="2"} 0',
			'',
		].join('\n'),
	);
});

test('label values are escaped', () => {
	const family = gauge('size', 'Size.', [{labels: {path: 'a"b\\c\nd'}, value: 1}]);
	assert.equal(writeFamily(family).split('\n')[2], 'montui_size{path="a\\"b\\\\c\\nd"} 1');
});

test('unknown values are omitted', () => {
	assert.equal(writeFamily(gauge('size', 'Size.', undefined)), '');
	assert.equal(writeFamily(gauge('size', 'Size.', [{value: null}, {value: Number.NaN}])), '');
	assert.doesNotMatch(text, /gpu_usage|NaN|undefined|null/);
});

test('percentages become ratios, and units are base units', () => {
	const sample = sampleAt(0, {processor: ok(cpu(25, [50])), disks: ok([disk('/', 50)])});
	const exported = prometheusText(sample).split('\n');
	for (const line of [
		'montui_cpu_usage_ratio 0.25',
		'montui_cpu_core_usage_ratio{cpu="0"} 0.5',
		'montui_cpu_frequency_hertz 3200000000',
		'montui_filesystem_avail_bytes{mountpoint="/",device="/dev/sda1",fstype="ext4"} 53687091200',
		'montui_network_receive_bytes_total{device="eth0"} 10737418240',
		'montui_boot_time_seconds 1767247410',
	]) {
		assert.ok(exported.includes(line), line);
	}
});

test('alerts are counted by level, and montui_metric_up reports unknown metrics', () => {
	assert.ok(lines.includes('montui_alerts_firing{level="warning"} 1'));
	assert.ok(lines.includes('montui_alerts_firing{level="critical"} 1'));
	assert.ok(lines.includes('montui_metric_up{metric="memory"} 1'));
	assert.ok(lines.includes('montui_metric_up{metric="gpu"} 0'));
});

test('promtool reports no problems', {skip: without('promtool', 'prometheus')}, () => {
	const {status, stdout, stderr} = spawnSync('promtool', ['check', 'metrics'], {input: text, encoding: 'utf8'});
	assert.deepEqual([status, stdout, stderr], [0, '', '']);
});
