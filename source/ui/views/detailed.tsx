import {Box} from 'ink';
import {memo, useMemo} from 'react';
import type {PanelName} from '../../config/options/panel-names.js';
import {Lines, type PanelSize} from '../boxes/panel.js';
import {span} from '../drawing/line.js';
import {useMonitor} from '../hooks/store-context.js';
import {type Block, panelsOf} from '../layout/block.js';
import {contentOf, shapeOf} from '../layout/content.js';
import {layout} from '../layout/layout.js';
import {AlertsPanel} from '../panels/alerts.js';
import {PanelNameContext} from '../panels/cost.js';
import {CpuPanel} from '../panels/cpu.js';
import {DisksPanel} from '../panels/disks.js';
import {GpuPanel} from '../panels/gpu.js';
import {LimitsPanel} from '../panels/limits.js';
import {MemoryPanel} from '../panels/memory.js';
import {NetworkPanel} from '../panels/network.js';
import {PressurePanel} from '../panels/pressure.js';
import {ProcessesPanel} from '../panels/processes.js';
import {StatisticsPanel} from '../panels/statistics.js';
import {TemperaturesPanel} from '../panels/temperatures.js';

/** Each renders again for what it follows, and not because another does. */
const panels: Readonly<Record<PanelName, React.MemoExoticComponent<(size: PanelSize) => React.ReactNode>>> = {
	processor: memo(CpuPanel),
	memory: memo(MemoryPanel),
	disks: memo(DisksPanel),
	network: memo(NetworkPanel),
	gpu: memo(GpuPanel),
	processes: memo(ProcessesPanel),
	statistics: memo(StatisticsPanel),
	alerts: memo(AlertsPanel),
	pressure: memo(PressurePanel),
	temperatures: memo(TemperaturesPanel),
	limits: memo(LimitsPanel),
};

export type DetailedProps = {
	readonly width: number;
	readonly height: number;
	/** Not wanted. */
	readonly hidden: readonly PanelName[];
	readonly focused: PanelName | undefined;
	/** This panel alone. */
	readonly zoomed: PanelName | undefined;
};

/** The panels that have something to show, on the whole rectangle. */
export function Detailed({width, height, hidden, focused, zoomed}: DetailedProps) {
	const shape = useMonitor(shapeOf);
	const block = useMemo(() => layout(width, height, contentOf(shape, hidden)), [width, height, shape, hidden]);
	const shown: Block = zoomed === undefined ? block : {kind: 'panel', name: zoomed, width, height};
	return panelsOf(shown).length === 0 ? (
		<Lines
			lines={[[span('Every panel is hidden. The options show them again.', 'muted')]]}
			width={width}
			height={height}
		/>
	) : (
		<BlockView block={shown} focused={zoomed ?? focused} />
	);
}

function BlockView({block, focused}: {readonly block: Block; readonly focused: PanelName | undefined}) {
	if (block.kind === 'panel') {
		const Panel = panels[block.name];
		return (
			<PanelNameContext.Provider value={block.name}>
				<Panel width={block.width} height={block.height} isFocused={block.name === focused} />
			</PanelNameContext.Provider>
		);
	}

	return (
		<Box flexDirection={block.kind} width={block.width} height={block.height} flexShrink={0}>
			{block.children.map((child, index) => (
				<BlockView key={child.kind === 'panel' ? child.name : index} block={child} focused={focused} />
			))}
		</Box>
	);
}
