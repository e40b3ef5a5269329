import type {Battery, Hardware} from '../../metrics/snapshot.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {type Line, span} from '../drawing/line.js';
import type {Role} from '../theme/role.js';

/** Charge at which a battery that discharges is critical, in percent. */
const criticalPercent = 10;
const warningPercent = 20;

/** All batteries of a machine as one. */
export type Charge = {
	readonly percent: number;
	readonly isCharging: boolean;
	readonly isDischarging: boolean;
};

/**
Returns the charge of all batteries together, weighted by their size if it is known: a laptop empties one after the other.
`undefined` without a battery.
*/
export function chargeOf(batteries: readonly Battery[]): Charge | undefined {
	const known = batteries.filter(({chargePercent}) => chargePercent !== undefined);
	const hasSizes = known.every(({fullWattHours}) => fullWattHours !== undefined && fullWattHours > 0);
	const sizeOf = ({fullWattHours}: Battery): number => (hasSizes ? (fullWattHours ?? 0) : 1);
	const size = known.reduce((sum, battery) => sum + sizeOf(battery), 0);
	const charge = known.reduce((sum, battery) => sum + sizeOf(battery) * (battery.chargePercent ?? 0), 0);
	return known.length === 0
		? undefined
		: {
				percent: charge / size,
				isCharging: batteries.some(({state}) => state === 'charging'),
				isDischarging: batteries.some(({state}) => state === 'discharging'),
			};
}

/** Draws the charge: `battery 83%`, with an arrow while it charges. `undefined` without a battery. */
export function batterySign(hardware: Hardware | undefined, glyphs: Glyphs): Line | undefined {
	const charge = hardware && chargeOf(hardware.batteries);
	return (
		charge && [
			span('battery ', 'muted'),
			...(charge.isCharging ? [span(glyphs.up, 'good')] : []),
			...(chargeRole(charge) === 'critical' ? [span(`${glyphs.critical} `, 'critical')] : []),
			span(`${Math.round(charge.percent)}%`, chargeRole(charge)),
		]
	);
}

export function chargeRole({percent, isDischarging}: Pick<Charge, 'percent' | 'isDischarging'>): Role {
	if (!isDischarging || percent >= warningPercent) {
		return 'text';
	}

	return percent < criticalPercent ? 'critical' : 'warning';
}
