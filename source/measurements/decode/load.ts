import type {Load} from '../../metrics/snapshot.js';
import {type Fields, number} from '../../support/fields.js';

export function parseLoad(load: Fields): Load {
	return {load1: number(load, 'load1'), load5: number(load, 'load5'), load15: number(load, 'load15')};
}
