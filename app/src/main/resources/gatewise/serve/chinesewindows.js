/** What the page says in Chinese in other words than of sequences where windows of a series are forecast from. */
export default {
  'image.test': '测试窗口',
  'image.previous': '上一个测试窗口',
  'image.next': '下一个测试窗口',
  'image.noTest': '找不到该模型数据集的测试窗口：请粘贴一个序列，或打开文件。',
  'sequence.isTest': '正在读测试窗口 {name}，共 {steps} 步。',
  'accuracy.run': '在此干预下测至多 1,000 个测试窗口',
  'accuracy.running': '正在读测试窗口……',
  'accuracy.none': '所选模型都没有可用的测试窗口。',
  'accuracy.standardised': '均方根误差（已标准化）{before} → {after}（共 {images} 个窗口）',
  'accuracy.errors': '均方根误差 {before} → {after}（共 {images} 个窗口）',
  'runs.current': '第 {epoch}/{planned} 轮 · 第 {batch}/{batches} 批 · 损失 {loss} · 每秒 {speed} 个窗口',
  'runs.speed': '每秒窗口数',
  'runs.speed.axis': '窗口/秒',
  'runs.images': '{name}，{images} 个训练窗口',
};
