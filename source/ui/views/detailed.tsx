import {Box} from 'ink';
import {useMemo} from 'react';
import type {PanelName} from '../../config/options/panel-names.js';
import {Lines} from '../boxes/lines.js';
import {span} from '../drawing/line.js';
import {useMonitor, useUi} from '../hooks/services.js';
import {type Block, panelOrder, panelsOf, zoomedBlock} from '../layout/block.js';
import {contentOf, shapeOf} from '../layout/content.js';
import {layout} from '../layout/layout.js';
import {panels} from '../panels/registry.js';

/** Renders the panels that have something to show. */
export function Detailed({width, height}: {readonly width: number; readonly height: number}) {
	const hidden = useUi(ui => ui.hidden);
	const focused = useUi(ui => ui.focused);
	const zoomed = useUi(ui => ui.zoomed);
	const shape = useMonitor(shapeOf);
	const block = useMemo(() => layout(width, height, contentOf(shape, hidden)), [width, height, shape, hidden]);
	const shown = zoomedBlock(block, zoomed);
	return panelsOf(shown).length === 0 ? (
		<Lines
			lines={[[span('All panels are hidden. Show them again in the options.', 'muted')]]}
			width={width}
			height={height}
		/>
	) : (
		<BlockView block={shown} numbers={panelOrder(block)} focused={zoomed ?? focused} />
	);
}

type BlockProps = {
	readonly block: Block;
	/** Panels in the order of their numbers. */
	readonly numbers: readonly PanelName[];
	readonly focused: PanelName | undefined;
};

function BlockView({block, numbers, focused}: BlockProps) {
	if (block.kind === 'panel') {
		const {name, width, height, border} = block;
		const {title, collectors, Component} = panels[name];
		const number = numbers.indexOf(name) + 1 || undefined;
		return <Component {...{title, collectors, width, height, border, number}} isFocused={name === focused} />;
	}

	return (
		<Box flexDirection={block.kind} width={block.width} height={block.height} flexShrink={0}>
			{block.children.map((child, index) => (
				<BlockView key={child.kind === 'panel' ? child.name : index} block={child} {...{numbers, focused}} />
			))}
		</Box>
	);
}
