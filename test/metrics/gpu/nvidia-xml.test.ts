import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseNvidiaReport} from '../../../source/metrics/gpu/nvidia-xml.js';
import type {Gpu} from '../../../source/metrics/snapshot.js';

function report(version: number, driver: string, ...gpus: readonly string[]): string {
	return `<?xml version="1.0" ?>
<!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v${version}.dtd">
<nvidia_smi_log>
	<timestamp>Mon Jan  5 10:00:00 2026</timestamp>
	<driver_version>${driver}</driver_version>
	<attached_gpus>${gpus.length}</attached_gpus>
	${gpus.map((gpu, index) => `<gpu id="00000000:0${index + 1}:00.0">${gpu}</gpu>`).join('\n')}
</nvidia_smi_log>
`;
}

/** What every version writes in the same way. */
const common = `
	<product_name>NVIDIA GeForce RTX 2080</product_name>
	<uuid>GPU-11111111-2222-3333-4444-555555555555</uuid>
	<fan_speed>0 %</fan_speed>
	<fb_memory_usage><total>8192 MiB</total><reserved>408 MiB</reserved><used>512 MiB</used><free>7272 MiB</free></fb_memory_usage>
	<utilization><gpu_util>3 %</gpu_util><memory_util>1 %</memory_util></utilization>
	<temperature><gpu_temp>41 C</gpu_temp><gpu_temp_max_threshold>100 C</gpu_temp_max_threshold></temperature>
	<clocks><graphics_clock>300 MHz</graphics_clock><sm_clock>300 MHz</sm_clock><mem_clock>405 MHz</mem_clock></clocks>
	<max_clocks><graphics_clock>2100 MHz</graphics_clock></max_clocks>`;

test('A report is read by elements, and 0 is a value', () => {
	const power =
		'<power_readings><power_draw>8.50 W</power_draw><enforced_power_limit>200.00 W</enforced_power_limit></power_readings>';
	assert.deepEqual(parseNvidiaReport(report(11, '470.74', common + power)), [
		{
			id: 0,
			name: 'NVIDIA GeForce RTX 2080',
			vendor: 'nvidia',
			driverVersion: '470.74',
			uniqueId: 'GPU-11111111-2222-3333-4444-555555555555',
			pciAddress: '0000:01:00.0',
			problem: undefined,
			memoryTotalBytes: 8_589_934_592,
			memoryUsedBytes: 536_870_912,
			memoryFreeBytes: 7_625_244_672,
			usedPercent: 3,
			temperatureCelsius: 41,
			powerWatts: 8.5,
			powerLimitWatts: 200,
			fanPercent: 0,
			clockMhz: 300,
			memoryClockMhz: 405,
			isMig: false,
			isAsleep: false,
			processes: [],
		},
	]);
});

const versions: ReadonlyArray<{name: string; elements: string; expected: Partial<Gpu>}> = [
	{
		name: 'version 10, where the power is not known',
		elements: '<power_readings><power_draw>N/A</power_draw><power_limit>180.00 W</power_limit></power_readings>',
		expected: {powerWatts: undefined, powerLimitWatts: 180},
	},
	{
		name: 'version 11, where one limit is enforced and another is set',
		elements:
			'<power_readings><power_draw>N/A</power_draw><power_limit>30.00 W</power_limit><enforced_power_limit>25.00 W</enforced_power_limit></power_readings>',
		expected: {powerWatts: undefined, powerLimitWatts: 25},
	},
	{
		name: 'version 13, where the average is not known',
		elements:
			'<gpu_power_readings><average_power_draw>N/A</average_power_draw><instant_power_draw>1.00 W</instant_power_draw><current_power_limit>215.00 W</current_power_limit></gpu_power_readings>',
		expected: {powerWatts: 1, powerLimitWatts: 215},
	},
	{
		name: 'version 13, where only the average is known',
		elements:
			'<gpu_power_readings><average_power_draw>3.97 W</average_power_draw><instant_power_draw>Requested functionality has been deprecated</instant_power_draw></gpu_power_readings>',
		expected: {powerWatts: 3.97, powerLimitWatts: undefined},
	},
];

for (const {name, elements, expected} of versions) {
	test(`A report of ${name}, is parsed`, () => {
		const [gpu] = parseNvidiaReport(report(13, '590.44', common + elements));
		assert.ok(gpu);
		assert.deepEqual({...gpu, ...expected}, gpu);
	});
}

test('Elements of MIG instances are ignored', () => {
	const [gpu] = parseNvidiaReport(
		report(
			11,
			'510.47',
			`<product_name>NVIDIA A100-SXM4-40GB</product_name>
			<mig_mode><current_mig>Enabled</current_mig><pending_mig>Enabled</pending_mig></mig_mode>
			<mig_devices><mig_device><index>0</index>
				<fb_memory_usage><total>19968 MiB</total><used>13 MiB</used><free>19955 MiB</free></fb_memory_usage>
			</mig_device></mig_devices>
			<fb_memory_usage><total>40960 MiB</total><used>26 MiB</used><free>40934 MiB</free></fb_memory_usage>
			<utilization><gpu_util>N/A</gpu_util></utilization>`,
		),
	);
	assert.equal(gpu?.isMig, true);
	assert.equal(gpu?.usedPercent, undefined);
	assert.equal(gpu?.memoryTotalBytes, 40_960 * 1_048_576);
	assert.equal(gpu?.memoryUsedBytes, 26 * 1_048_576);
	assert.equal(gpu?.uniqueId, '00000000:01:00.0');
});

test('Two GPUs keep their order, and their processes are listed', () => {
	const processes = `<processes>
		<process_info><pid>41</pid><process_name>/opt/a &amp; b</process_name><used_memory>100 MiB</used_memory></process_info>
		<process_info><pid>42</pid><process_name>[Insufficient Permissions]</process_name><used_memory>N/A</used_memory></process_info>
	</processes>`;
	const gpus = parseNvidiaReport(report(13, '590.44', common, common + processes));
	assert.deepEqual(
		gpus.map(({id}) => id),
		[0, 1],
	);
	assert.deepEqual(gpus[0]?.processes, []);
	assert.deepEqual(gpus[1]?.processes, [
		{pid: 41, name: '/opt/a & b', memoryBytes: 104_857_600},
		{pid: 42, name: undefined, memoryBytes: undefined},
	]);
});

test('Other text has no GPUs, and a truncated report has those that were begun', () => {
	assert.deepEqual(parseNvidiaReport(''), []);
	assert.deepEqual(parseNvidiaReport('NVIDIA-SMI has failed <because> of </this>'), []);
	assert.deepEqual(parseNvidiaReport(report(13, '590.44')), []);
	const text = report(13, '590.44', common);
	const [gpu] = parseNvidiaReport(text.slice(0, text.indexOf('<temperature>')));
	assert.equal(gpu?.usedPercent, 3);
	assert.equal(gpu?.temperatureCelsius, undefined);
});
