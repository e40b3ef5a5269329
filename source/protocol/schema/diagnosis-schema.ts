import {array, nullable, object, text, time} from '../../measurements/json-schema.js';
import type {diagnosisMessage} from '../messages/diagnosis-message.js';
import {findingSchema} from './finding-schema.js';

type Diagnosis = ReturnType<typeof diagnosisMessage>;
type Row = Diagnosis['matrix'][number];

const cell = object<Row['errors']>({
	text: text('a number in a few characters; -- if unknown'),
	state: {enum: ['ok', 'note', 'warning', 'critical', 'unknown']},
});

/** The schema of `GET /api/v1/diagnosis` and of `--diagnose --json`. */
export const diagnosisSchema = object<Diagnosis>({
	type: {const: 'diagnosis'},
	timestamp: time('time of the snapshot'),
	host: nullable(text('name of the machine')),
	findings: array(findingSchema, 'what is wrong with the machine, the worst first'),
	matrix: array(
		object<Row>({resource: text('part of the machine'), utilisation: cell, saturation: cell, errors: cell}),
		'utilisation, saturation and errors of every resource',
	),
	not_measured: array(
		object<Diagnosis['not_measured'][number]>({
			what: text('what is not known'),
			reason: text('the reason, and how to get it'),
		}),
		'what could not be measured',
	),
});
