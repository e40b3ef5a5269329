import type {Sample} from '../core/sample.js';
import {type Family, writeFamily} from '../measurements/prometheus-family.js';
import {machineFamilies} from './machine-families.js';

/**
What a Prometheus server scrapes of the machine, in the text format 0.0.4: answer with the media type
`text/plain; version=0.0.4; charset=utf-8`. What is not known is left out.
*/
export function prometheusText(sample: Sample): string {
	return writeFamilies(machineFamilies(sample));
}

export function writeFamilies(families: readonly Family[]): string {
	return families.map(writeFamily).join('');
}
