import type {Pressure, PressureStall, ResourcePressure} from '../../metrics/snapshot.js';
import {type Fields, number, optionalObject, required} from '../../support/fields.js';

export function parsePressure(pressure: Fields): Pressure {
	return {
		cpu: parseResource(optionalObject(pressure, 'cpu')),
		memory: parseResource(optionalObject(pressure, 'memory')),
		io: parseResource(optionalObject(pressure, 'io')),
	};
}

function parseResource(resource: Fields | undefined): ResourcePressure | undefined {
	return (
		resource && {
			some: required(parseStall(optionalObject(resource, 'some')), 'some'),
			full: parseStall(optionalObject(resource, 'full')),
		}
	);
}

function parseStall(stall: Fields | undefined): PressureStall | undefined {
	return stall && {avg10: number(stall, 'avg10'), avg60: number(stall, 'avg60'), avg300: number(stall, 'avg300')};
}
