import type {Sample} from '../sample.js';
import {machineFamilies} from './machine-families.js';
import {type Family, writeFamily} from './prometheus-family.js';

/** What a Prometheus server scrapes: the machine, and what `more` tells of the program. Text format 0.0.4. */
export function prometheusText(sample: Sample, more: readonly Family[] = []): string {
	return [...machineFamilies(sample), ...more].map(writeFamily).join('');
}
