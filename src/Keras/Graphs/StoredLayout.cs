namespace TypedModels.Keras.Graphs;

/// <summary>How older files hold a weight that is laid out otherwise today. Which of a weight's layouts a file has is told by the shape that it holds.</summary>
/// <param name="Shape">The shape in the file.</param>
/// <param name="Order">The order of the axes that gives the weight's own: its axis <c>i</c> is the file's <c>Order[i]</c>. Axes of length 1 that are then too many are left out.</param>
internal sealed record StoredLayout(TensorShape Shape, IReadOnlyList<int> Order);
