import {useSyncExternalStore} from 'react';
import type {ReadonlyStore} from '../../core/store.js';
import type {FleetHost, FleetState} from '../../remote/fleet/fleet-state.js';
import {Lines} from '../boxes/lines.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, type Line, lineWidth, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {useAppearance, useScreen} from '../hooks/services.js';
import {firstKey, keyLabel} from '../input/key-label.js';
import {inOrder, rankOf} from '../state/fleet-order.js';

/** Draws the tabs of the hosts in name order, as many as fit around the current one. Signs mark hosts with problems. */
export function drawTabs(
	hosts: readonly FleetHost[],
	{currentId, overviewKey}: {readonly currentId: string; readonly overviewKey: string},
	width: number,
	glyphs: Glyphs,
): Line {
	const current = hosts.findIndex(({id}) => id === currentId);
	const lead: Line = [span(` ${overviewKey}`, 'key'), span(' all', 'muted'), span('  ')];
	const tabs = hosts.map((host, index) => tab(host, index === current, glyphs));
	let [first, last] = [Math.max(0, current), Math.max(0, current)];
	let used = lineWidth(lead) + lineWidth(tabs[first] ?? []) + 2 * endWidth;
	// Extends the range on both sides in turn until no further tab fits.
	for (let isGrowing = true; isGrowing; ) {
		isGrowing = false;
		for (const next of [last + 1, first - 1]) {
			const size = lineWidth(tabs[next] ?? []);
			if (tabs[next] !== undefined && used + size <= width) {
				used += size;
				[first, last] = [Math.min(first, next), Math.max(last, next)];
				isGrowing = true;
			}
		}
	}

	const end = (isCut: boolean): Line => [span(isCut ? `${glyphs.more} ` : '', 'muted')];
	return fitLine(
		[...lead, ...end(first > 0), ...tabs.slice(first, last + 1).flat(), ...end(last < tabs.length - 1)],
		width,
	);
}

/** Width of the sign for more tabs. */
const endWidth = 2;

function tab(host: FleetHost, isCurrent: boolean, glyphs: Glyphs): Line {
	const name = printable(host.name);
	const rank = rankOf(host);
	const isBad = rank === 'lost' || rank === 'critical';
	const sign = isBad ? glyphs.critical : rank === 'warning' || rank === 'stale' ? glyphs.warning : '';
	return [
		...(sign === '' ? [] : [span(sign, isBad ? 'critical' : 'warning')]),
		span(` ${name} `, isCurrent ? 'selected' : 'muted'),
		span(' '),
	];
}

export type TabBarProps = {
	readonly fleet: ReadonlyStore<FleetState>;
	readonly currentId: string;
	readonly width: number;
};

export function TabBar({fleet, currentId, width}: TabBarProps) {
	const {glyphs} = useAppearance();
	const {hosts} = useSyncExternalStore(fleet.subscribe, fleet.getState);
	const bindings = useScreen(({settings}) => settings.bindings);
	const overviewKey = keyLabel(firstKey('overview', bindings) ?? '');
	return (
		<Lines
			lines={[drawTabs(inOrder(hosts, 'name'), {currentId, overviewKey}, width, glyphs)]}
			width={width}
			height={1}
		/>
	);
}
