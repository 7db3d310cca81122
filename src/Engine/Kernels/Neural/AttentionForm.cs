namespace TypedModels.Engine.Kernels.Neural;

/// <summary>
/// softmax(scale · queries · keysᵀ + mask) · values for each head, all three read and the result written in the order of axes they have. Inputs: queries, keys, values, the mask.
/// </summary>
/// <param name="Queries">The axes of the queries.</param>
/// <param name="Keys">The axes of the keys.</param>
/// <param name="Values">The axes of the values.</param>
/// <param name="Result">The axes of the result; its columns are the innermost.</param>
/// <param name="Scores">The axes that scores would have; the mask's are the innermost of them.</param>
/// <param name="Scale">What scores are multiplied by.</param>
/// <param name="MaskScale">What the mask is multiplied by where there is one, else zero.</param>
internal sealed record AttentionForm(AttentionAxes Queries, AttentionAxes Keys, AttentionAxes Values, AttentionAxes Result, AttentionAxes Scores, float Scale, float MaskScale) : FusedForm
{
    public override Kernel CreateKernel(KernelNode node) => new AttentionKernel(this);
}
