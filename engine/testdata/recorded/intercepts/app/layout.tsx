export default function L({ children, modal }: any) { return <html><body>{children}{modal}</body></html> }
