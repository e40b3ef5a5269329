import {findingIds, findingKinds, resources} from '../../diagnosis/finding.js';
import {array, integer, nullable, object, text, time} from '../../measurements/json-schema.js';
import {severities} from '../../metrics/values/severity.js';
import type {wireFinding} from '../messages/wire-finding.js';

type WireFinding = ReturnType<typeof wireFinding>;

export const findingSchema = object<WireFinding>({
	id: {enum: findingIds, description: 'name of the condition'},
	resource: {enum: resources, description: 'part of the machine'},
	kind: {enum: findingKinds, description: 'how it shows'},
	severity: {enum: severities},
	where: nullable(text('mount point, device, interface or control group')),
	sentence: text('what is wrong and what causes it'),
	since: time('time since which the condition holds'),
	evidence: array(
		object<WireFinding['evidence'][number]>({
			name: text('what the number is'),
			value: text('the number with its unit'),
		}),
		'numbers that support the finding',
	),
	culprits: array(
		object<WireFinding['culprits'][number]>({
			pid: nullable(integer('process ID; null for a group')),
			name: text('name of the process or group'),
			user: nullable(text('user that owns the process')),
			cgroup: nullable(text('path of the control group')),
			share: text('share of the cause, with its unit'),
		}),
		'processes and groups that cause it, the largest share first',
	),
	next: array(text('command or key'), 'what to look at next'),
});
