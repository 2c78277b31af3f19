import { drawingStyle } from '../drawings/drawing.ts'
import { dark, darkScreen, light, type Scheme } from '../drawings/palette.ts'

/** All style of the page: text, frame, drawings, paper. */
export function pageStyle(): string {
  return [
    `:root{${variables(light)}}`,
    `${darkScreen}{:root{${variables(dark)}}}`,
    frame,
    parts,
    panel,
    narrow,
    paper,
    drawingStyle(),
  ]
    .join('\n')
    .replace(/\n\s*/g, '\n')
}

function variables({ paper: sheet, panel: raised, ink, soft, rule, accent, outage, shared, tones }: Scheme): string {
  const own = [shared, ...tones].map(({ fill, line }, index) => `--f${index}:${fill};--l${index}:${line}`)
  return `--paper:${sheet};--panel:${raised};--ink:${ink};--soft:${soft};--rule:${rule};--accent:${accent};--out:${outage.fill};--out-line:${outage.line};${own.join(';')}`
}

const frame = `
:root{color-scheme:light dark}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:4.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:400 15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
main,header.head,footer{max-width:1200px;margin:0 auto;padding:0 24px}
h1{font-size:34px;line-height:1.15;font-weight:680;letter-spacing:-.015em;margin:0}
h2{font-size:22px;line-height:1.25;font-weight:650;letter-spacing:-.01em;margin:0}
h3{font-size:15px;font-weight:650;margin:0}
p{margin:0;max-width:72ch}
a{color:var(--accent)}
.skip{position:absolute;left:-999px;top:8px;background:var(--paper);padding:8px 12px;z-index:9}
.skip:focus{left:8px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
.soft{color:var(--soft)}
`

const parts = `
header.head{padding-top:40px}
.lead{color:var(--soft);margin-top:6px}
.bar{position:sticky;top:0;z-index:4;background:var(--paper);border-bottom:1px solid var(--rule);margin-top:24px}
.bar>div{max-width:1200px;margin:0 auto;padding:8px 24px;display:flex;gap:20px;align-items:center}
nav ul{display:flex;gap:18px;list-style:none;margin:0;padding:0;white-space:nowrap}
nav{overflow-x:auto;flex:1;scrollbar-width:none}
nav a{color:var(--soft);text-decoration:none;padding:6px 0;display:block}
nav a:hover{color:var(--ink)}
.search{position:relative;flex:0 0 260px}
.search input{width:100%;font:inherit;padding:6px 10px;border:1px solid var(--soft);border-radius:6px;background:var(--paper);color:var(--ink)}
::placeholder{color:var(--soft);opacity:1}
.search ul{position:absolute;right:0;left:0;top:100%;margin:4px 0 0;padding:4px;list-style:none;background:var(--paper);border:1px solid var(--rule);border-radius:6px;box-shadow:0 8px 24px #0003;max-height:50vh;overflow:auto}
.search li{padding:5px 8px;border-radius:4px;cursor:pointer;display:flex;justify-content:space-between;gap:12px}
.search li[aria-selected=true]{background:var(--f4)}
.search li span{color:var(--soft)}
.figures{display:grid;grid-template-columns:repeat(6,1fr);margin:28px 0 0;padding:0;gap:0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
.figures div{padding:14px 16px;border-left:1px solid var(--rule)}
.figures div:first-child{border-left:0;padding-left:0}
.figures dt{color:var(--soft);font-size:13px}
.figures dd{margin:0;font-size:26px;font-weight:620;line-height:1.2;letter-spacing:-.01em}
.figures dd+dd{font-size:13px;font-weight:400;color:var(--soft);line-height:1.4;letter-spacing:0}
.origin{display:grid;grid-template-columns:repeat(4,1fr);gap:24px;margin:20px 0 0}
.origin ul{list-style:none;margin:6px 0 0;padding:0;font-size:13px;line-height:1.45}
.origin p{font-size:13px;color:var(--soft)}
.origin li{margin:0 0 5px}
.grade{display:inline-block;font-size:12px;line-height:1;padding:4px 7px;border-radius:99px;border:1px solid var(--soft);color:var(--soft);font-weight:500;white-space:nowrap}
section{padding:52px 0 0}
section>header{display:grid;grid-template-columns:auto 1fr;gap:6px 12px;align-items:center;margin-bottom:16px}
section>header .grade{justify-self:start}
section>header p{grid-column:1/-1;color:var(--soft)}
figure{margin:0 0 20px}
figcaption{font-weight:600;margin-bottom:8px}
.box{overflow-x:auto;overflow-y:hidden;padding:4px 4px 10px}
.box svg{display:block;max-width:none;overflow:visible}
.rows{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,var(--row)),1fr));gap:24px 28px}
.rows figure{margin:0;min-width:0}
.rows.many figure{content-visibility:auto}
.legend{display:flex;flex-wrap:wrap;gap:6px 18px;list-style:none;margin:0 0 16px;padding:0;font-size:13px}
.legend li{display:flex;gap:7px;align-items:center}
.legend svg{flex:none}
.tables{overflow-x:auto}
table{border-collapse:collapse;font-size:14px;width:100%}
caption{text-align:left;color:var(--soft);padding:0 0 6px}
th,td{text-align:left;padding:6px 14px 6px 0;border-bottom:1px solid var(--rule);vertical-align:top}
th{font-weight:600}
thead th{color:var(--soft);font-weight:500;white-space:nowrap}
td.num,th.num{text-align:right}
td.num,td.date{white-space:nowrap}
details{margin:4px 0 14px}
summary{cursor:pointer;color:var(--accent);width:fit-content}
details .tables{margin-top:10px;max-height:70vh;overflow:auto}
.status{min-height:3em;max-width:none;color:var(--soft);font-size:14px}
.notes{list-style:none;margin:0;padding:0}
.notes li{padding:8px 0;border-bottom:1px solid var(--rule)}
.notes code{font-size:13px}
h3.apart{margin-top:36px}
section>.facts{margin:0 0 18px;font-size:14px}
footer{padding-top:56px;padding-bottom:56px;color:var(--soft);font-size:13px}
svg a{cursor:pointer;outline-offset:1px}
svg a:hover rect,svg a.chosen rect,svg .lit rect{stroke:var(--accent);stroke-width:2}
svg a.chosen text,svg .lit text{font-weight:650}
svg g:target>a text{font-weight:700;text-decoration:underline}
svg .web{opacity:.2;stroke-width:.5}
svg #fabric-lines{pointer-events:none}
svg .lines{fill:none;stroke:var(--accent);stroke-width:1.2}
svg .lines.far{stroke-width:.6;opacity:.6}
.box text.tiny{display:none}
.key{display:inline-block;min-width:20px;padding:0 4px;margin-right:6px;text-align:center;border-radius:4px;border:1px solid;color:var(--ink);font-weight:650;font-size:12px}
`

const panel = `
.panel-box{position:fixed;z-index:6;top:0;right:0;bottom:0;width:440px;max-width:100%;background:var(--paper);border-left:1px solid var(--rule);box-shadow:-8px 0 32px #0002;padding:20px 24px;overflow:auto}
.panel-box[hidden]{display:none}
.panel-box h2{margin-right:84px;overflow-wrap:anywhere}
.panel-box .tables{margin-top:18px}
.panel-box h3{margin:20px 0 6px}
.panel-box .close{position:absolute;top:18px;right:20px}
button{font:inherit;color:var(--ink);background:var(--panel);border:1px solid var(--soft);border-radius:6px;padding:4px 10px;cursor:pointer}
.facts{display:grid;grid-template-columns:auto 1fr;gap:4px 16px;margin:12px 0 0}
.facts dt{color:var(--soft)}
.facts dd{margin:0}
.panel-box table{font-size:13px}
.panel-box th,.panel-box td{padding:4px 8px 4px 0}
.panel-box svg{max-width:100%;height:auto}
.panel-box text.tiny{display:inline}
.panel-box svg a:hover rect,.panel-box svg a.chosen rect{stroke-width:1}
`

const narrow = `
@media (max-width:900px){
.figures{grid-template-columns:repeat(3,1fr)}
.figures div:nth-child(3n+1){border-left:0;padding-left:0}
.origin{grid-template-columns:repeat(2,1fr)}
.search{flex-basis:180px}
}
@media (max-width:560px){
html{scroll-padding-top:6.5rem}
main,header.head,footer,.bar>div{padding-left:16px;padding-right:16px}
header.head{padding-top:24px}
h1{font-size:28px}
.figures{grid-template-columns:repeat(2,1fr)}
.figures div{padding:10px 12px}
.figures div:nth-child(n){border-left:1px solid var(--rule);padding-left:12px}
.figures div:nth-child(2n+1){border-left:0;padding-left:0}
.figures dd{font-size:22px}
.origin{grid-template-columns:1fr;gap:16px}
.bar>div{flex-direction:column-reverse;align-items:stretch;gap:4px}
.search{flex:none}
.panel-box{top:auto;left:0;width:100%;max-height:70vh;border-left:0;border-top:1px solid var(--rule);padding:16px}
section{padding-top:40px}
section>header{grid-template-columns:1fr}
}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
`

const paper = `
@media print{
@page{size:A4 landscape;margin:12mm}
:root{color-scheme:light}
body{font-size:10pt}
.bar,.panel-box,.skip,details:not([open]),.status{display:none!important}
main,header.head,footer{max-width:none;padding:0}
header.head{padding-top:0}
.figures{grid-template-columns:repeat(6,1fr)}
.figures dd{font-size:16pt}
.figures dd+dd,.figures dt{font-size:8pt}
.origin{grid-template-columns:repeat(4,1fr);gap:16px}
.origin ul,.origin p{font-size:8pt}
section{padding-top:20px}
#floor-plan,#racks,#compute-fabric,#capacity,#sources{break-before:page;padding-top:0}
figure,.rows figure,tr,.origin{break-inside:avoid}
.rows{display:block}
.rows figure{margin-bottom:12px}
.rows.many figure{content-visibility:visible}
.box{overflow:visible;padding:0}
.box svg{max-width:100%;height:auto;max-height:150mm}
.rows .box svg{max-height:72mm}
table{font-size:8pt}
th,td{padding-top:3px;padding-bottom:3px}
a{color:inherit;text-decoration:none}
}
`
