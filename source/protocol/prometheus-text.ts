import type {Sample} from '../core/sample.js';
import {type Family, writeFamily} from '../measurements/prometheus-family.js';
import {machineFamilies} from './machine-families.js';

/**
Returns the metrics of a sample in the Prometheus text format 0.0.4. Send it with the media type
`text/plain; version=0.0.4; charset=utf-8`. Unknown values are omitted.
*/
export function prometheusText(sample: Sample): string {
	return writeFamilies(machineFamilies(sample));
}

export function writeFamilies(families: readonly Family[]): string {
	return families.map(writeFamily).join('');
}
