import { capacityDrawing } from './drawings/capacity.ts'
import { drawingFile, stacked } from './drawings/drawing.ts'
import { fabricDrawing } from './drawings/fabric.ts'
import { floorPlan } from './drawings/floor-plan.ts'
import { drawnLegend } from './drawings/legend.ts'
import { powerDrawing } from './drawings/power.ts'
import { rackRows } from './drawings/rack-rows.ts'
import type { Picture } from './picture.ts'

/** Every drawing of the page as an SVG file of its own, with its legend: content by the file's name. */
export function drawingFiles(picture: Picture): ReadonlyMap<string, string> {
  const legend = drawnLegend(picture)
  const keyed = [floorPlan(picture), ...rackRows(picture), fabricDrawing(picture)]
  const drawings = [
    ...keyed.map((drawing) => stacked(drawing, legend, 20)),
    powerDrawing(picture),
    capacityDrawing(picture),
  ]
  return new Map(drawings.map((drawing) => [`${drawing.name}.svg`, drawingFile(drawing)]))
}
