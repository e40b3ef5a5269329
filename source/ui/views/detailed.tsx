import {Box} from 'ink';
import {useMemo} from 'react';
import {known} from '../../metrics/reading.js';
import type {MonitorState} from '../../state.js';
import {type Block, type Content, layout, type PanelName, panelsOf} from '../layout.js';
import {CpuPanel} from '../panels/cpu.js';
import {DisksPanel} from '../panels/disks.js';
import {GpuPanel} from '../panels/gpu.js';
import {MemoryPanel} from '../panels/memory.js';
import {NetworkPanel} from '../panels/network.js';
import type {PanelSize} from '../panels/panel.js';
import {ProcessesPanel} from '../panels/processes.js';
import {StatisticsPanel} from '../panels/statistics.js';
import {useMonitor} from '../store-context.js';

const panels: Readonly<Record<PanelName, (size: PanelSize) => React.ReactNode>> = {
	cpu: CpuPanel,
	memory: MemoryPanel,
	disks: DisksPanel,
	network: NetworkPanel,
	gpu: GpuPanel,
	processes: ProcessesPanel,
	statistics: StatisticsPanel,
};

export type DetailedProps = {
	readonly width: number;
	readonly height: number;
	readonly focused: PanelName | undefined;
	/** This panel alone. */
	readonly zoomed: PanelName | undefined;
};

/** The panels that have something to show, on the whole rectangle. */
export function Detailed({width, height, focused, zoomed}: DetailedProps) {
	const shape = useMonitor(shapeOf);
	const block = useMemo(() => layout(width, height, parseShape(shape)), [width, height, shape]);
	const shown: Block = zoomed === undefined ? block : {kind: 'panel', name: zoomed, width, height};
	return <BlockView block={shown} focused={focused} />;
}

function BlockView({block, focused}: {readonly block: Block; readonly focused: PanelName | undefined}) {
	if (block.kind === 'panel') {
		const Panel = panels[block.name];
		return <Panel width={block.width} height={block.height} isFocused={block.name === focused} />;
	}

	return (
		<Box flexDirection={block.kind} width={block.width} height={block.height} flexShrink={0}>
			{block.children.map((child, index) => (
				<BlockView key={child.kind === 'panel' ? child.name : index} block={child} focused={focused} />
			))}
		</Box>
	);
}

/** The panels on a screen of that size, in the order of the focus. */
export function visiblePanels(state: MonitorState, width: number, height: number): readonly PanelName[] {
	return panelsOf(layout(width, height, parseShape(shapeOf(state))));
}

/** How much there is to lay out, as a primitive: it changes rarely, and only then is the layout worked out anew. */
function shapeOf({sample}: MonitorState): string {
	const readings = sample?.snapshot.readings;
	if (!readings) {
		return '1 1 1 0';
	}

	const absent = (['cpu', 'memory', 'disks', 'network', 'gpu', 'processes'] as const).filter(
		name => readings[name].state === 'disabled' || (name === 'gpu' && readings.gpu.state === 'unsupported'),
	);
	return [
		known(readings.cpu)?.cores.length ?? 1,
		known(readings.disks)?.length ?? 1,
		known(readings.network)?.interfaces.length ?? 1,
		known(readings.gpu)?.length ?? 0,
		...absent,
	].join(' ');
}

function parseShape(shape: string): Content {
	const [cores, disks, interfaces, gpus, ...absent] = shape.split(' ');
	return {
		cores: Number(cores),
		disks: Number(disks),
		interfaces: Number(interfaces),
		gpus: Number(gpus),
		absent: new Set(absent as readonly PanelName[]),
	};
}
