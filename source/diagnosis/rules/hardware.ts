import type {Draft} from '../draft.js';
import type {Facts} from '../facts.js';

/** Returns the findings about fans, temperatures and batteries. */
export function hardwareFindings({get}: Facts): readonly Draft[] {
	const hardware = get('hardware');
	const fans = (hardware?.fans ?? [])
		.filter(({isStopped}) => isStopped)
		.map(({label}) => draft('hardware.fan', 'error', 'critical', label, `Fan ${label} has stopped`, '0 rpm'));
	const hot = (get('temperatures')?.sensors ?? [])
		.filter(({celsius, criticalCelsius}) => criticalCelsius !== undefined && celsius >= criticalCelsius)
		.map(({label, celsius, criticalCelsius}) =>
			draft(
				'hardware.temperature',
				'error',
				'critical',
				label,
				`${label} has reached its critical temperature`,
				`${Math.round(celsius)} °C, critical from ${Math.round(criticalCelsius ?? 0)} °C`,
			),
		);
	const batteries = (hardware?.batteries ?? [])
		.filter(({state, chargePercent}) => state === 'discharging' && chargePercent !== undefined && chargePercent < 10)
		.map(({name, chargePercent}) =>
			draft(
				'hardware.battery',
				'limit',
				'warning',
				name,
				`The battery ${name} is almost empty`,
				`${Math.round(chargePercent ?? 0)}%`,
			),
		);
	return [...fans, ...hot, ...batteries];
}

function draft(
	id: Draft['id'],
	kind: Draft['kind'],
	severity: Draft['severity'],
	where: string,
	problem: string,
	value: string,
): Draft {
	return {
		id,
		resource: 'hardware',
		kind,
		severity,
		where,
		problem,
		cause: undefined,
		evidence: [{name: 'measured', value}],
		culprits: [],
		next: ['sensors'],
	};
}
