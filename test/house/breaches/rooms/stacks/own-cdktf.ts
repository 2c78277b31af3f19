export { App } from 'cdktf'
