import {measurementSchemas} from './measurement-schema.js';
import type {WireData} from './wire-data.js';

/** A member of `data`, whole or one field of it: `memory`, `processor.usage_percent`. */
export type WireMetric = {readonly name: keyof WireData; readonly field: string | undefined};

/** The members of `data`. */
export const wireMetricNames = Object.keys(measurementSchemas) as readonly (keyof WireData)[];

/** `undefined` when there is no such metric. */
export function parseWireMetric(text: string): WireMetric | undefined {
	const [head, field, ...rest] = text.split('.');
	const name = wireMetricNames.find(known => known === head);
	if (name === undefined || rest.length > 0) {
		return undefined;
	}

	return field === undefined || hasField(name, field) ? {name, field} : undefined;
}

function hasField(name: keyof WireData, field: string): boolean {
	const {properties} = measurementSchemas[name] as {readonly properties?: object};
	return properties !== undefined && Object.hasOwn(properties, field);
}
