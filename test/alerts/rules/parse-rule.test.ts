import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseRule} from '../../../source/alerts/rules/parse-rule.js';
import type {AlertRuleOptions} from '../../../source/alerts/rules/rule.js';

const gibibyte = 1_073_741_824;

const rules: readonly (readonly [text: string, options: AlertRuleOptions])[] = [
	['memory.percentage>80', {metric: 'memory.percentage', below: false, warning: 80}],
	['memory.percentage > 80%', {metric: 'memory.percentage', below: false, warning: 80}],
	['memory.percentage>80 for 30s', {metric: 'memory.percentage', below: false, warning: 80, forMs: 30_000}],
	[
		'  memory.percentage>80,90 for 1m  ',
		{metric: 'memory.percentage', below: false, warning: 80, critical: 90, forMs: 60_000},
	],
	['memory.percentage > 80 , 90', {metric: 'memory.percentage', below: false, warning: 80, critical: 90}],
	['memory.percentage>,90', {metric: 'memory.percentage', below: false, critical: 90}],
	['disks[/data].free<1GiB', {metric: 'disks[/data].free', below: true, warning: gibibyte}],
	['disks[/data].free<10G,1G', {metric: 'disks[/data].free', below: true, warning: 10 * gibibyte, critical: gibibyte}],
	['disks.free<500MB', {metric: 'disks.free', below: true, warning: 500_000_000}],
	['disks.free<1000', {metric: 'disks.free', below: true, warning: 1000}],
	['disks[/a<b>c].percentage>90', {metric: 'disks[/a<b>c].percentage', below: false, warning: 90}],
	['disks[/my data].percentage>90', {metric: 'disks[/my data].percentage', below: false, warning: 90}],
	['network[eth0].receive_rate>10MB/s', {metric: 'network[eth0].receive_rate', below: false, warning: 10_000_000}],
	['network[*].errors_rate>0.5', {metric: 'network[*].errors_rate', below: false, warning: 0.5}],
	['gpus[0].temperature>85C', {metric: 'gpus[0].temperature', below: false, warning: 85}],
	['gpus.clock_mhz<1.2GHz', {metric: 'gpus.clock_mhz', below: true, warning: 1200}],
	['cores[3]>95', {metric: 'cores[3]', below: false, warning: 95}],
	['system.uptime>30d', {metric: 'system.uptime', below: false, warning: 2_592_000}],
	['load.load1>4 cooldown 1h', {metric: 'load.load1', below: false, warning: 4, cooldownMs: 3_600_000}],
	[
		'processes.total>500 clear 400 for 10s cooldown 10m',
		{metric: 'processes.total', below: false, warning: 500, clear: 400, forMs: 10_000, cooldownMs: 600_000},
	],
	['event oom_kill', {metric: 'event oom_kill', below: false, critical: 0}],
	['event  link_down cooldown 10m', {metric: 'event  link_down', below: false, warning: 0, cooldownMs: 600_000}],
	['event segfault[my prog] > 10 , 100', {metric: 'event segfault[my prog]', below: false, warning: 10, critical: 100}],
	['disk.saturated for 2m', {metric: 'finding disk.saturated', forMs: 120_000}],
	['finding disk.saturated', {metric: 'finding disk.saturated'}],
	['finding  disk.full[/my data] severity critical', {metric: 'finding disk.full[/my data]', severity: 'critical'}],
	[
		' finding * severity note for 0s cooldown 1h ',
		{metric: 'finding *', severity: 'note', forMs: 0, cooldownMs: 3_600_000},
	],
	['finding *[sda]', {metric: 'finding *[sda]'}],
	// A number and a finding have this name.
	['memory.corrupted for 1m', {metric: 'finding memory.corrupted', forMs: 60_000}],
	['memory.corrupted>0', {metric: 'memory.corrupted', below: false, warning: 0}],
];

for (const [text, options] of rules) {
	test(`"${text}" is a valid rule`, () => {
		assert.deepEqual(parseRule(text), options);
	});
}

const mistakes: readonly (readonly [text: string, message: RegExp])[] = [
	['', /^"" is not a valid alert rule; examples: memory\.percentage>80, /],
	['memory.percentage', /is not a valid alert rule; examples:/],
	['event oom_kil', /^"event oom_kil": there is no event "oom_kil"; did you mean "oom_kill"\?$/],
	['event crash', /there is no event "crash"; events are oom_kill, /],
	['event oom_kill<1', /must not have a threshold below: an event does not last$/],
	['event oom_kill for 5m', /must not have "for": an event does not last$/],
	[
		'finding disk.saturatd',
		/^"finding disk\.saturatd": there is no finding "disk\.saturatd"; did you mean "disk\.saturated"\?$/,
	],
	['finding crash.loop', /there is no finding "crash\.loop"; findings are hardware\.fan, /],
	['finding', /is not a valid alert rule/],
	['finding disk', /is not a valid alert rule/],
	['disk.saturated>80', /"disk\.saturated" must not have "warning": a finding has a severity$|must not have "warning"/],
	['disk.saturated clear 5', /unknown option "clear"; after the finding, severity, for and cooldown are allowed$/],
	['disk.saturated severity bad', /"bad" is not a severity; severities are note, warning, critical$/],
	['disk.saturated for 2m for 3m', /for is given twice$/],
	[
		'memory.percentage>80 severity critical',
		/unknown option "severity"; after the thresholds, for, clear and cooldown/,
	],
	['memory.percentage=80', /is not a valid alert rule/],
	['memory.percentage>=80', /^"memory\.percentage>=80": write >, not >=$/],
	['memory.percentage>', /^the rule for memory\.percentage needs a threshold: warning, critical or both$/],
	['memory.percentage>eighty', /^"eighty" is not a valid amount; examples: 80 or 80%$/],
	['memory.percentage>80GiB', /^"80GiB" is not a valid amount; examples: 80 or 80%$/],
	['disks.free<1XB', /^"1XB" is not a valid amount; examples: 1GiB, 500MB or 1073741824$/],
	['disks.free<1constructor', /is not a valid amount/],
	['memory.percentage>800', /^the threshold of memory\.percentage must be from 0 to 100%, found 800\.0%$/],
	[
		'memory.percentage>90,80',
		/^critical \(80\.0%\) must be above warning \(90\.0%\) in the rule for memory\.percentage$/,
	],
	['disks.free<1GiB,2GiB', /^critical \(2\.00 GiB\) must be below warning \(1\.00 GiB\) in the rule for disks\.free$/],
	['memory.percentage>80 clear 85', /^clear \(85\.0%\) must not be above the threshold \(80\.0%\)/],
	['memory.percentage>80 for', /is not a valid alert rule/],
	['memory.percentage>80 for ever', /"ever" is not a duration; write 500ms, 30s, 5m or 1h$/],
	[
		'memory.percentage>80 during 3m',
		/unknown option "during"; after the thresholds, for, clear and cooldown are allowed$/,
	],
	['memory.percentage>80 for 3m for 4m', /for is given twice$/],
	['memory.percentage>80,90,95', /is not a valid alert rule|is not a valid amount/],
	['memory.percent>80', /^"memory\.percent" is not a numeric metric; did you mean "memory\.percentage"\?$/],
	['disks[/data].fre<1GiB', /did you mean "disks\.free"\?$/],
	['network[eth0].error_rate>1', /did you mean "network\[\*\]\.errors_rate"\?$/],
	['network.errors_rate>1', /did you mean "network\[\*\]\.errors_rate"\?$/],
	['memory>80', /^"memory" is not a numeric metric; metrics below memory are memory\.total, memory\.available, /],
	['elephants.count>1', /metrics begin with memory, processor, cores, /],
	['system.hostname>1', /"system\.hostname" is not a numeric metric/],
	['memory[0].used>1', /memory is not a list/],
	['Memory.percentage>80', /"Memory\.percentage" is not a metric path/],
];

for (const [text, message] of mistakes) {
	test(`"${text}" is refused with an explanation`, () => {
		assert.throws(() => parseRule(text), {message});
	});
}
