import {memo} from 'react';
import type {Sample} from '../../core/sample.js';
import {known, pending, type Reading} from '../../metrics/reading.js';
import type {Group, Groups} from '../../metrics/snapshot.js';
import {countOf as counted} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import type {Appearance} from '../drawing/appearance.js';
import {contentSize} from '../drawing/border.js';
import {type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {type List, useList, windowOf} from '../hooks/use-list.js';
import {groupColumns, groupHead, groupRow, worstFirst} from './group-row.js';
import {countOf, type PanelDefinition} from './panel-definition.js';

/** Draws the head and a row per group. */
export function drawGroups(
	reading: Reading<Groups>,
	groups: readonly Group[],
	width: number,
	appearance: Appearance,
): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const columns = groupColumns(width);
	return [groupHead(columns, width), ...groups.map(group => groupRow(group, columns, width, appearance))];
}

/** Returns the failed units, otherwise how many groups were not read in time. */
function groupsDetail(groups: Groups | undefined): Line {
	const [first, ...others] = groups?.failedUnits ?? [];
	if (first) {
		const rest = others.length === 0 ? '' : ` +${others.length}`;
		return [span(`failed: ${printable(first.name)}${rest}`, 'critical')];
	}

	return groups && groups.unreached > 0
		? [span(`${counted(groups.unreached, 'group')} not read in time`, 'muted')]
		: [];
}

const shownCache = new WeakMap<Groups, readonly Group[]>();

/** Returns the groups to list. Slices other than those of users repeat what their services have. */
function shownGroups(groups: Groups | undefined): readonly Group[] {
	if (!groups) {
		return [];
	}

	const shown =
		shownCache.get(groups) ??
		worstFirst(groups.list.filter(({kind, name}) => kind !== 'slice' || /^user-\d+\.slice$/.test(name)));
	shownCache.set(groups, shown);
	return shown;
}

function groupRows(reading: Reading<Groups>, height: number): List<Group> {
	return {rows: shownGroups(known(reading)), keyOf: ({path}) => path, room: Math.max(0, height - 1)};
}

/** The list has the worst groups first. */
function mostRelevant(groups: readonly Group[], room: number): readonly Group[] {
	return groups.slice(0, room);
}

function selectGroups(state: {readonly sample: Sample | undefined}): Reading<Groups> {
	return state.sample?.snapshot.readings.groups ?? pending;
}

function GroupsPanel(props: PanelProps) {
	const size = contentSize(props);
	const {isFocused} = props;
	const appearance = useAppearance();
	const reading = useMonitor(selectGroups);
	const {rows: groups, note} = useList('groups', groupRows(reading, size.height), isFocused, mostRelevant);
	return (
		<Panel
			{...props}
			note={note}
			detail={groupsDetail(known(reading))}
			lines={drawGroups(reading, groups, size.width, appearance)}
		/>
	);
}

/** The layout changes with this number, so it does not count further. */
const maxCount = 12;

export const groups: PanelDefinition = {
	title: 'Services',
	meaning: 'services, containers and other control groups',
	collectors: ['groups'],
	count: sample =>
		countOf(sample, 'groups', 'present', value => Math.min(maxCount, shownGroups(value).length) || undefined),
	// On a narrow screen, the rows belong to the processes.
	rows: (count, {isWide}) => ({
		min: isWide ? 4 : Number.POSITIVE_INFINITY,
		ideal: 1 + count,
		stretch: 0,
		importance: 13,
	}),
	position: {row: 10, share: 8, wide: 'far', spare: 'right'},
	list: (state, {height}) => windowOf(groupRows(selectGroups(state), height)),
	Component: memo(GroupsPanel),
};
